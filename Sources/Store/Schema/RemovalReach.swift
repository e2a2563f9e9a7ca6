/// What a removal in full reaches besides the log, and what it leaves behind to be found by.
///
/// A purge erases the record of an event with the last of its assessments. A court orders about one entry: what that entry
/// alone judged goes with it, whatever else is known about the event, and what another one judged stays.
let removalReachSchema =
    #"""
    SET LOCAL ROLE amplomb_owner;

    -- Ids of removed entries that entries which stayed still name, with the place of what they name. Of all other removed
    -- entries nobody can ask by id.
    CREATE TABLE removed_reference (
      entry_id bytea PRIMARY KEY CHECK (length(entry_id) = 32),
      idx bigint NOT NULL CHECK (idx >= 0)
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON removed_reference
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    ALTER TABLE removed_reference ENABLE ALWAYS TRIGGER append_only;
    GRANT SELECT ON removed_reference TO amplomb_engine, amplomb_service;

    -- Erases what the working tables hold of one removed assessment, and leaves its row the leaf hash to find the place by.
    CREATE FUNCTION removal_working_rows(entry evidence_entry) RETURNS void
    LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    DECLARE judged assessment; revisions integer[]; contents bytea[]; participants text[];
    BEGIN
      -- The time of the event names the partition to look in.
      SELECT * INTO judged FROM assessment a WHERE a.at_us = entry.occurred_us AND a.entry_id = entry.entry_id;
      IF NOT FOUND THEN RETURN; END IF;

      -- The revision that it judged, unless another assessment that is kept judged it too; and those that came in one batch
      -- with it and that nobody ever judged.
      SELECT array_agg(v.revision), array_agg(v.content_hash) INTO revisions, contents FROM event v
      WHERE v.shard = judged.shard AND v.key_id = judged.key_id
        AND NOT EXISTS (SELECT FROM assessment a
          JOIN evidence_payload d ON d.log_id = 1 AND d.entry_id = a.entry_id AND d.field_group <> 'tax'
          WHERE a.shard = judged.shard AND a.key_id = judged.key_id AND a.revision <> judged.revision
            AND a.event_revision = judged.event_revision)
        AND (v.revision = judged.event_revision
          OR (v.batch_id = (SELECT max(o.batch_id) FROM event o WHERE o.shard = judged.shard
              AND o.key_id = judged.key_id AND o.revision = judged.event_revision)
            AND NOT EXISTS (SELECT FROM assessment a WHERE a.shard = judged.shard AND a.key_id = judged.key_id
              AND a.event_revision = v.revision)));
      UPDATE event v SET payload = NULL, findings = NULL
      WHERE v.shard = judged.shard AND v.key_id = judged.key_id AND v.revision = ANY (revisions) AND v.payload IS NOT NULL;

      -- The register's copy of the same record.
      SELECT array_agg(p.participant_id || ' ' || p.revision) INTO participants FROM event_key h
      JOIN participant p ON upper(p.participant_id) = upper(h.id) AND p.content_hash = ANY (contents)
      WHERE h.shard = judged.shard AND h.key_id = judged.key_id AND h.kind = 'participant';
      IF participants IS NOT NULL THEN
        DELETE FROM participant_party p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        DELETE FROM participant_kyc p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        DELETE FROM participant_account p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        DELETE FROM participant_relation p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        DELETE FROM participant p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
      END IF;

      -- A later correction repeats the sentence that it corrected.
      UPDATE case_item i SET sentence = i.sentence #- '{correction,said}'
      WHERE i.event_shard = judged.shard AND i.event_key_id = judged.key_id AND i.assessment_revision <> judged.revision
        AND EXISTS (SELECT FROM case_item o
          WHERE o.event_shard = judged.shard AND o.event_key_id = judged.key_id
            AND o.assessment_revision = judged.revision AND o.rule_id IS NOT DISTINCT FROM i.rule_id
            AND o.sentence->>'say' = i.sentence#>>'{correction,said}');
      UPDATE case_item i SET sentence = '{}', money_micros = NULL, currency = NULL
      WHERE i.event_shard = judged.shard AND i.event_key_id = judged.key_id AND i.assessment_revision = judged.revision;
      DELETE FROM good_list_use u
      WHERE u.event_key_id = judged.key_id AND u.assessment_revision = judged.revision;
      UPDATE assessment a SET entry_id = entry.leaf_hash
      WHERE a.shard = judged.shard AND a.key_id = judged.key_id AND a.revision = judged.revision AND a.at_us = judged.at_us;
    END $$;
    REVOKE ALL ON FUNCTION removal_working_rows(evidence_entry) FROM PUBLIC;
    """# + removalReachFunction

private let removalReachFunction = #"""

    -- As migration 17 wrote it, with the reach from above. The end of a relationship outlives the participant's own record.
    CREATE OR REPLACE FUNCTION envelope_remove(in_order_id bigint, in_now_us bigint)
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
      IF entry.kind = 'assessment' THEN PERFORM removal_working_rows(entry); END IF;
      IF groups IS NOT NULL THEN
        SELECT array_agg(entry.entry_id) INTO ids FROM unnest(groups);
        PERFORM purge_working_rows(ids, groups, ARRAY[entry.entry_id]);
      END IF;
      -- The case's timeline still finds the place, and so does an entry that names this one.
      UPDATE case_event SET evidence_entry = entry.leaf_hash WHERE evidence_entry = entry.entry_id;
      INSERT INTO removed_reference SELECT entry.entry_id, entry.idx WHERE EXISTS (
        SELECT FROM evidence_entry e WHERE e.log_id = 1 AND e.idx > entry.idx
          AND position(convert_to(encode(entry.entry_id, 'hex'), 'UTF8') IN e.envelope) > 0);
      DELETE FROM evidence_payload d WHERE d.log_id = 1 AND d.entry_id = entry.entry_id;
      -- Past participants of whom no record is left go with their aliases; the alias of one that is needed still stays.
      PERFORM purge_subjects(NULL);
      DELETE FROM subject_alias s WHERE s.alias = entry.subject
        AND NOT EXISTS (
          SELECT FROM evidence_entry e JOIN evidence_payload d USING (log_id, entry_id)
          WHERE e.log_id = 1 AND e.subject = entry.subject AND e.kind <> 'date')
        AND NOT EXISTS (
          SELECT FROM past_participant t WHERE 'PARTICIPANT:' || upper(t.participant_id) = upper(s.natural_key));
      PERFORM set_config('amplomb.purge', 'envelope', true);
      UPDATE evidence_entry e SET envelope = NULL, entry_id = leaf_hash, kind = 'removed',
        record = substring(leaf_hash FOR 16), revision = 0, subject = NULL, country = NULL, class = 'removed',
        occurred_us = 0
      WHERE e.log_id = 1 AND e.idx = wanted.idx;
      PERFORM set_config('amplomb.purge', 'off', true);
      UPDATE envelope_order SET finished_us = in_now_us WHERE order_id = in_order_id;
      RETURN QUERY SELECT wanted.idx, g FROM unnest(coalesce(groups, ARRAY[NULL::text])) g;
    END $$;
    """#
