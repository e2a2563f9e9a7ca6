/// Removal of an entry in full by order of a court (evidence.md section 6.4): the envelope, all its payloads and salts and the
/// columns that repeat it go; the leaf hash stays at its index, so every proof still verifies.
///
/// `envelope_remove` is the last line, whoever calls it: two officers, no expired order, no hold, no entry that the log needs
/// to explain itself. The caller appends the statement of it to the log in the same transaction.
let envelopeRemovalSchema =
    #"""
    SET LOCAL ROLE amplomb_owner;

    CREATE TABLE envelope_order (
      order_id bigint PRIMARY KEY DEFAULT nextval('retention_id'),
      idx bigint NOT NULL CHECK (idx >= 0),
      leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
      authority text NOT NULL CHECK (length(authority) >= 3),
      reason text NOT NULL,
      author text NOT NULL,
      ordered_us bigint NOT NULL,
      expires_us bigint NOT NULL CHECK (expires_us > ordered_us),
      finished_us bigint
    );
    CREATE TABLE envelope_approval (
      order_id bigint NOT NULL REFERENCES envelope_order,
      person text NOT NULL,
      reason text NOT NULL,
      approved_us bigint NOT NULL,
      PRIMARY KEY (order_id, person)
    );
    DO $$
    DECLARE name text;
    BEGIN
      FOREACH name IN ARRAY ARRAY['envelope_order', 'envelope_approval'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON %I
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
      END LOOP;
    END $$;

    -- An approval is given by the person who is signed in, whatever the program says.
    ALTER TABLE envelope_approval ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY reading ON envelope_approval FOR SELECT
      TO amplomb_owner, amplomb_engine, amplomb_service, amplomb_purger USING (true);
    CREATE POLICY signed_in ON envelope_approval FOR INSERT TO amplomb_engine, amplomb_service
      WITH CHECK (person = current_setting('amplomb.person', true));

    -- Approvals that count: of officers, and not of the author where two others are officers.
    CREATE FUNCTION envelope_approvers(in_order_id bigint) RETURNS SETOF text
    LANGUAGE sql STABLE SET search_path = amplomb, pg_catalog AS $$
      SELECT a.person FROM envelope_approval a JOIN envelope_order p USING (order_id)
      JOIN retention_officer o ON o.person = a.person AND o.revoked_us IS NULL
      WHERE a.order_id = in_order_id AND (a.person <> p.author OR 2 >
        (SELECT count(*) FROM retention_officer x WHERE x.revoked_us IS NULL AND x.person <> p.author))
      ORDER BY a.approved_us, a.person
    $$;

    -- What is left of a removed entry tells nothing: every column is fixed or comes from the leaf hash.
    ALTER TABLE evidence_entry ALTER COLUMN envelope DROP NOT NULL,
      ADD CONSTRAINT removed_is_bare CHECK (CASE WHEN envelope IS NULL
        THEN kind = 'removed' AND entry_id = leaf_hash AND record = substring(leaf_hash FOR 16) AND revision = 0
          AND subject IS NULL AND country IS NULL AND class = 'removed' AND occurred_us = 0
        ELSE kind <> 'removed' END);
    -- Nobody appends an entry that was never there.
    CREATE POLICY has_envelope ON evidence_entry AS RESTRICTIVE FOR INSERT WITH CHECK (envelope IS NOT NULL);

    -- Entries change in one way alone: by the function below, and then place and leaf hash stay.
    CREATE FUNCTION refuse_change_but_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND current_user = 'amplomb_owner'
        AND current_setting('amplomb.purge', true) = 'envelope' THEN
        RETURN NULL;
      END IF;
      RAISE EXCEPTION 'rows of % are only ever added: % by role % is refused', TG_TABLE_NAME, TG_OP, current_user
        USING ERRCODE = 'AM001';
    END $$;
    CREATE FUNCTION keep_leaf() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      IF NEW.envelope IS NULL AND (NEW.log_id, NEW.idx, NEW.leaf_hash, NEW.batch_id)
        IS NOT DISTINCT FROM (OLD.log_id, OLD.idx, OLD.leaf_hash, OLD.batch_id) THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'an entry of % changes in no way but its removal in full', TG_TABLE_NAME
        USING ERRCODE = 'AM001';
    END $$;
    DROP TRIGGER append_only ON evidence_entry;
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_entry
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_but_removal();
    CREATE TRIGGER keep_leaf BEFORE UPDATE ON evidence_entry FOR EACH ROW EXECUTE FUNCTION keep_leaf();
    ALTER TABLE evidence_entry ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER keep_leaf;
    """# + envelopeRemoveSchema

private let envelopeRemoveSchema = #"""

    -- The hold that covers any part of an entry, also of parts whose payload is gone; null where there is none.
    CREATE FUNCTION envelope_hold(e evidence_entry) RETURNS text
    LANGUAGE sql STABLE SET search_path = amplomb, pg_catalog AS $$
      SELECT 'H-' || h.hold_id FROM retention_hold h
      WHERE h.released_us IS NULL AND (h.subject = e.subject OR e.subject = ANY (h.aliases) OR h.record = e.record
        OR (h.condition IS NOT NULL AND EXISTS (
          SELECT FROM regexp_matches(convert_from(e.envelope, 'UTF8'), '\npart ([a-z]+) ', 'g') p (part)
          WHERE retention_matches(h.condition, retention_part(e, p.part[1]))))
        OR (h.case_id IS NOT NULL AND EXISTS (
          SELECT FROM (
            SELECT 'case_event' AS kind, a.alias, h.case_id AS record_id
            FROM subject_alias a WHERE a.natural_key = 'owner:amplomb'
            UNION ALL
            SELECT 'assessment', a.alias, k.kind || ':' || k.owner_country || '*' || k.owner_party || ':' || k.id
            FROM case_item i JOIN event_key k ON k.shard = i.event_shard AND k.key_id = i.event_key_id
            JOIN subject_alias a ON a.natural_key = 'owner:' || k.owner_country || '*' || k.owner_party
            WHERE i.case_id = h.case_id) s
          WHERE s.kind = e.kind AND e.record = substring(sha256(convert_to(s.kind, 'UTF8') || '\x00'::bytea
            || convert_to(encode(s.alias, 'hex'), 'UTF8') || '\x00'::bytea || convert_to(s.record_id, 'UTF8')) FOR 16)))
        OR (h.case_id IS NOT NULL AND EXISTS (
          SELECT FROM evidence_payload d WHERE d.log_id = e.log_id AND d.entry_id = e.entry_id
            AND d.source_number IS NOT NULL AND CASE WHEN e.kind = 'case_event' THEN 'C-' || d.source_number = h.case_id
              ELSE EXISTS (SELECT FROM case_item i WHERE i.case_id = h.case_id AND i.event_shard = d.source_shard
                AND i.event_key_id = d.source_number) END)))
      ORDER BY h.hold_id LIMIT 1
    $$;

    -- Removes the entry of an approved order and returns its index and the groups whose payloads went with it. Refuses with
    -- AM002 and the reason.
    CREATE FUNCTION envelope_remove(in_order_id bigint, in_now_us bigint)
    RETURNS TABLE (idx bigint, field_group text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = amplomb, pg_catalog AS $$
    #variable_conflict use_column
    DECLARE wanted envelope_order; entry evidence_entry; held text; groups text[]; ids bytea[];
    BEGIN
      SELECT * INTO wanted FROM envelope_order WHERE order_id = in_order_id FOR UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION 'no such order' USING ERRCODE = 'AM002'; END IF;
      IF wanted.finished_us IS NOT NULL THEN RAISE EXCEPTION 'the order is done' USING ERRCODE = 'AM002'; END IF;
      IF wanted.expires_us <= in_now_us THEN RAISE EXCEPTION 'the order has expired' USING ERRCODE = 'AM002'; END IF;
      IF (SELECT count(*) FROM envelope_approvers(in_order_id)) < 2 THEN
        RAISE EXCEPTION 'the order lacks two approvals' USING ERRCODE = 'AM002';
      END IF;
      -- No hold can come between the look and the removal.
      LOCK TABLE retention_hold IN SHARE MODE;
      SELECT * INTO entry FROM evidence_entry e WHERE e.log_id = 1 AND e.idx = wanted.idx;
      IF NOT FOUND OR entry.envelope IS NULL OR entry.leaf_hash <> wanted.leaf_hash THEN
        RAISE EXCEPTION 'the entry is not there as it was ordered' USING ERRCODE = 'AM002';
      END IF;
      -- Of the envelope, not of the column: what the log needs to explain itself stays.
      IF substring(split_part(convert_from(entry.envelope, 'UTF8'), chr(10), 3) FROM 6)
        IN ('genesis', 'purge', 'key', 'hold', 'hold_release', 'anchored') THEN
        RAISE EXCEPTION 'an entry of kind % stays: the log needs it to explain itself', entry.kind
          USING ERRCODE = 'AM002';
      END IF;
      held := envelope_hold(entry);
      IF held IS NOT NULL THEN RAISE EXCEPTION 'the entry is under hold %', held USING ERRCODE = 'AM002'; END IF;

      SELECT array_agg(d.field_group ORDER BY d.field_group COLLATE "C") INTO groups
      FROM evidence_payload d WHERE d.log_id = 1 AND d.entry_id = entry.entry_id;
      PERFORM set_config('amplomb.purge', 'on', true);
      IF groups IS NOT NULL THEN
        SELECT array_agg(entry.entry_id) INTO ids FROM unnest(groups);
        PERFORM purge_working_rows(ids, groups, ARRAY[entry.entry_id]);
      END IF;
      -- The case's timeline still finds the place.
      UPDATE case_event SET evidence_entry = entry.leaf_hash WHERE evidence_entry = entry.entry_id;
      DELETE FROM evidence_payload d WHERE d.log_id = 1 AND d.entry_id = entry.entry_id;
      DELETE FROM subject_alias s WHERE s.alias = entry.subject AND NOT EXISTS (
        SELECT FROM evidence_entry e JOIN evidence_payload d USING (log_id, entry_id)
        WHERE e.log_id = 1 AND e.subject = entry.subject AND e.kind <> 'date');
      PERFORM set_config('amplomb.purge', 'envelope', true);
      UPDATE evidence_entry e SET envelope = NULL, entry_id = leaf_hash, kind = 'removed',
        record = substring(leaf_hash FOR 16), revision = 0, subject = NULL, country = NULL, class = 'removed',
        occurred_us = 0
      WHERE e.log_id = 1 AND e.idx = wanted.idx;
      PERFORM set_config('amplomb.purge', 'off', true);
      UPDATE envelope_order SET finished_us = in_now_us WHERE order_id = in_order_id;
      RETURN QUERY SELECT wanted.idx, g FROM unnest(coalesce(groups, ARRAY[NULL::text])) g;
    END $$;

    REVOKE ALL ON FUNCTION envelope_remove(bigint, bigint), envelope_hold(evidence_entry), envelope_approvers(bigint)
      FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION envelope_remove(bigint, bigint) TO amplomb_purger;
    GRANT EXECUTE ON FUNCTION envelope_approvers(bigint) TO amplomb_engine, amplomb_service, amplomb_purger;
    GRANT SELECT, INSERT ON envelope_order, envelope_approval TO amplomb_engine, amplomb_service;
    GRANT SELECT ON envelope_order, envelope_approval TO amplomb_purger;
    """#
