/// How a purge works (evidence.md section 6.4): plans as index ranges, officers, holds by case and by filter, and the one
/// function that deletes, with the rows of the working tables that hold the same data.
///
/// `purge_apply` is the last line, whoever calls it: two officers, no expired plan, no hold, the rules that were approved.
/// The caller appends the statement of what went to the log in the same transaction.
let retentionPurgeSchema = #"""
    DO $$ BEGIN
      EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO amplomb_purger', current_database());
    END $$;
    SET LOCAL ROLE amplomb_owner;

    -- Which event or case holds the same data: deleted with the payload, so that nothing is left to link by.
    ALTER TABLE evidence_payload ADD COLUMN source_shard smallint, ADD COLUMN source_number bigint,
      ADD CHECK ((source_shard IS NULL) = (source_number IS NULL));
    DROP TRIGGER append_only ON evidence_payload;
    UPDATE evidence_payload p SET source_shard = s.shard, source_number = s.number
    FROM evidence_entry e, (
      SELECT 'assessment' AS kind, k.shard, k.key_id AS number, a.alias,
        k.kind || ':' || k.owner_country || '*' || k.owner_party || ':' || k.id AS record_id
      FROM event_key k JOIN subject_alias a ON a.natural_key = 'owner:' || k.owner_country || '*' || k.owner_party
      UNION ALL
      SELECT 'case_event', c.shard, c.number, a.alias, c.case_id
      FROM case_file c JOIN subject_alias a ON a.natural_key = 'owner:amplomb') s
    WHERE e.log_id = p.log_id AND e.entry_id = p.entry_id AND e.kind = s.kind
      AND e.record = substring(sha256(convert_to(s.kind, 'UTF8') || '\x00'::bytea
        || convert_to(encode(s.alias, 'hex'), 'UTF8') || '\x00'::bytea || convert_to(s.record_id, 'UTF8')) FOR 16);
    CREATE TRIGGER append_only BEFORE UPDATE OF log_id, entry_id, field_group, payload, salt, source_shard, source_number
      OR TRUNCATE ON evidence_payload FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    ALTER TABLE evidence_payload ENABLE ALWAYS TRIGGER append_only;
    GRANT UPDATE (retain_until, deciding_rule) ON evidence_payload TO amplomb_engine;

    -- Timelines and case items change in one way alone: their text is erased by the purge.
    CREATE FUNCTION refuse_change_but_purge() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND current_user = 'amplomb_owner' AND current_setting('amplomb.purge', true) = 'on' THEN
        RETURN NULL;
      END IF;
      RAISE EXCEPTION 'rows of % are only ever added: % by role % is refused', TG_TABLE_NAME, TG_OP, current_user
        USING ERRCODE = 'AM001';
    END $$;
    DO $$
    DECLARE name text;
    BEGIN
      FOREACH name IN ARRAY ARRAY['case_item', 'case_event'] LOOP
        EXECUTE format('DROP TRIGGER append_only ON %I', name);
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_but_purge()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
      END LOOP;
    END $$;
    CREATE INDEX case_item_event ON case_item (event_key_id) WHERE event_key_id IS NOT NULL;

    -- Who may approve a purge. Nobody appoints himself.
    CREATE TABLE retention_officer (
      person text COLLATE "C" NOT NULL,
      granted_by text NOT NULL,
      granted_us bigint NOT NULL,
      revoked_by text,
      revoked_us bigint CHECK (revoked_us >= granted_us),
      PRIMARY KEY (person, granted_us),
      CHECK (granted_by <> person),
      CHECK ((revoked_by IS NULL) = (revoked_us IS NULL))
    );
    CREATE UNIQUE INDEX retention_officer_active ON retention_officer (person) WHERE revoked_us IS NULL;

    -- What a hold covers: a subject, a record, a case, or a filter as nested arrays. Holds of before covered everything.
    ALTER TABLE retention_hold ADD COLUMN case_id text, ADD COLUMN condition jsonb, ADD COLUMN aliases bytea[];
    UPDATE retention_hold SET condition = '["everything"]'::jsonb WHERE filter IS NOT NULL;
    DO $$
    DECLARE name text;
    BEGIN
      FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'retention_hold'::regclass AND contype = 'c'
          AND pg_get_constraintdef(oid) LIKE '%num_nonnulls%' LOOP
        EXECUTE format('ALTER TABLE retention_hold DROP CONSTRAINT %I', name);
      END LOOP;
    END $$;
    ALTER TABLE retention_hold
      ADD CONSTRAINT hold_covers_one CHECK (num_nonnulls(subject, record, filter, case_id, aliases) = 1),
      ADD CONSTRAINT hold_filter_is_read CHECK ((filter IS NULL) = (condition IS NULL));
    CREATE INDEX retention_hold_open ON retention_hold (hold_id) WHERE released_us IS NULL;

    -- The filter language of holds on one part; the same function as `RetentionFilter.covers`.
    CREATE FUNCTION retention_matches(condition jsonb, part jsonb) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = amplomb, pg_catalog AS $$
    DECLARE operator text := condition->>0; own text; wanted text;
    BEGIN
      -- What is not understood covers everything: nothing may go by mistake.
      IF operator IS NULL OR operator NOT IN ('and', 'or', 'not', '=', '!=', '<', '<=', '>', '>=') THEN
        RETURN true;
      END IF;
      IF operator = 'and' THEN
        RETURN retention_matches(condition->1, part) AND retention_matches(condition->2, part);
      ELSIF operator = 'or' THEN
        RETURN retention_matches(condition->1, part) OR retention_matches(condition->2, part);
      ELSIF operator = 'not' THEN
        RETURN NOT retention_matches(condition->1, part);
      END IF;
      own := part->>(condition->>1);
      wanted := condition->>2;
      IF own IS NULL THEN RETURN operator = '!='; END IF;
      IF operator = '=' THEN RETURN own = wanted; END IF;
      IF operator = '!=' THEN RETURN own <> wanted; END IF;
      IF condition->>1 = 'outcome' THEN
        own := array_position(ARRAY['pass', 'review', 'hold', 'stop'], own)::text;
        wanted := array_position(ARRAY['pass', 'review', 'hold', 'stop'], wanted)::text;
      END IF;
      RETURN CASE operator
        WHEN '<' THEN own COLLATE "C" < wanted COLLATE "C" WHEN '<=' THEN own COLLATE "C" <= wanted COLLATE "C"
        WHEN '>' THEN own COLLATE "C" > wanted COLLATE "C" ELSE own COLLATE "C" >= wanted COLLATE "C" END;
    END $$;

    -- A part as the filter sees it.
    CREATE FUNCTION retention_part(e evidence_entry, field_group text) RETURNS jsonb
    LANGUAGE sql STABLE SET search_path = amplomb, pg_catalog AS $$
      SELECT jsonb_build_object('kind', e.kind, 'class', e.class, 'country', e.country, 'group', field_group,
        'subject', encode(e.subject, 'hex'),
        'outcome', substring(split_part(convert_from(e.envelope, 'UTF8'), chr(10), 11) FROM '^outcome ([a-z]+)$'),
        'occurred', to_char(timestamp '1970-01-01' + make_interval(secs => floor(e.occurred_us / 1000000.0)), 'YYYY-MM-DD'))
    $$;

    DROP FUNCTION purge_apply(bigint, bigint, integer);
    DROP TABLE retention_plan_part;
    ALTER TABLE retention_plan
      ADD COLUMN scope text NOT NULL DEFAULT '{}',
      ADD COLUMN legal_basis text NOT NULL DEFAULT '',
      ADD COLUMN parts bigint NOT NULL DEFAULT 0,
      ADD COLUMN done_to bigint NOT NULL DEFAULT 0;
    CREATE INDEX retention_plan_hash ON retention_plan (plan_hash);
    CREATE TABLE retention_plan_range (
      plan_id bigint NOT NULL REFERENCES retention_plan,
      log_id smallint NOT NULL,
      field_group text NOT NULL,
      from_idx bigint NOT NULL,
      to_idx bigint NOT NULL CHECK (to_idx > from_idx),
      PRIMARY KEY (log_id, plan_id, field_group, from_idx)
    );

    -- An approval is given by the person who is signed in, whatever the program says.
    ALTER TABLE retention_approval ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY reading ON retention_approval FOR SELECT
      TO amplomb_owner, amplomb_engine, amplomb_service, amplomb_purger USING (true);
    CREATE POLICY signed_in ON retention_approval FOR INSERT TO amplomb_engine, amplomb_service
      WITH CHECK (person = current_setting('amplomb.person', true));

    -- Approvals that count: of officers, and not of the author where two others are officers.
    CREATE FUNCTION retention_approvers(in_plan_id bigint) RETURNS SETOF text
    LANGUAGE sql STABLE SET search_path = amplomb, pg_catalog AS $$
      SELECT a.person FROM retention_approval a JOIN retention_plan p USING (plan_id)
      JOIN retention_officer o ON o.person = a.person AND o.revoked_us IS NULL
      WHERE a.plan_id = in_plan_id AND (a.person <> p.author OR 2 >
        (SELECT count(*) FROM retention_officer x WHERE x.revoked_us IS NULL AND x.person <> p.author))
      ORDER BY a.approved_us, a.person
    $$;
    """# + purgeApplySchema + purgeRightsSchema

/// Deletes the parts of an approved plan up to an index, and the same data in the working tables.
private let purgeApplySchema = #"""

    -- Deletes the plan's parts from where it stopped up to `to_idx` and returns them. Refuses with AM002 and the reason.
    CREATE FUNCTION purge_apply(in_plan_id bigint, in_rule_hash bytea, in_now_us bigint, in_to_idx bigint)
    RETURNS TABLE (idx bigint, field_group text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = amplomb, pg_catalog AS $$
    #variable_conflict use_column
    DECLARE plan retention_plan; held text; indexes bigint[]; ids bytea[]; groups text[]; entries bytea[]; ending bigint;
    BEGIN
      SELECT * INTO plan FROM retention_plan WHERE plan_id = in_plan_id FOR UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION 'no such plan' USING ERRCODE = 'AM002'; END IF;
      IF plan.finished_us IS NOT NULL THEN RAISE EXCEPTION 'the plan is finished' USING ERRCODE = 'AM002'; END IF;
      IF plan.expires_us <= in_now_us THEN RAISE EXCEPTION 'the plan has expired' USING ERRCODE = 'AM002'; END IF;
      IF plan.rule_hash <> in_rule_hash THEN
        RAISE EXCEPTION 'the retention rules have changed' USING ERRCODE = 'AM002';
      END IF;
      IF (SELECT count(*) FROM retention_approvers(in_plan_id)) < 2 THEN
        RAISE EXCEPTION 'the plan lacks two approvals' USING ERRCODE = 'AM002';
      END IF;
      SELECT max(to_idx) INTO ending FROM retention_plan_range WHERE plan_id = in_plan_id;
      IF in_to_idx <= plan.done_to THEN RAISE EXCEPTION 'nothing to do up to there' USING ERRCODE = 'AM002'; END IF;
      -- No hold can come between the look and the deletion.
      LOCK TABLE retention_hold IN SHARE MODE;

      SELECT array_agg(e.idx ORDER BY e.idx, d.field_group COLLATE "C"),
        array_agg(e.entry_id ORDER BY e.idx, d.field_group COLLATE "C"),
        array_agg(d.field_group ORDER BY e.idx, d.field_group COLLATE "C"), array_agg(DISTINCT e.entry_id)
      INTO indexes, ids, groups, entries
      FROM retention_plan_range r
      -- Each range by the index of the log, each payload by its key: OFFSET 0 keeps the planner from scanning whole tables.
      CROSS JOIN LATERAL (SELECT idx, entry_id FROM evidence_entry x WHERE x.log_id = 1
        AND x.idx >= greatest(r.from_idx, plan.done_to) AND x.idx < least(r.to_idx, in_to_idx) OFFSET 0) e
      CROSS JOIN LATERAL (SELECT field_group FROM evidence_payload x WHERE x.log_id = 1 AND x.entry_id = e.entry_id
        AND x.field_group = r.field_group OFFSET 0) d
      WHERE r.plan_id = in_plan_id AND r.log_id = 1 AND r.to_idx > plan.done_to AND r.from_idx < in_to_idx;

      SELECT 'H-' || h.hold_id INTO held
      FROM unnest(ids, groups) c (entry_id, field_group)
      JOIN evidence_entry e ON e.log_id = 1 AND e.entry_id = c.entry_id
      JOIN evidence_payload d ON d.log_id = 1 AND d.entry_id = c.entry_id AND d.field_group = c.field_group
      JOIN retention_hold h ON h.released_us IS NULL AND (h.subject = e.subject OR e.subject = ANY (h.aliases)
        OR h.record = e.record
        OR (h.condition IS NOT NULL AND retention_matches(h.condition, retention_part(e, c.field_group)))
        OR (h.case_id IS NOT NULL AND CASE WHEN e.kind = 'case_event' THEN 'C-' || d.source_number = h.case_id
          ELSE EXISTS (SELECT FROM case_item i WHERE i.case_id = h.case_id AND i.event_shard = d.source_shard
            AND i.event_key_id = d.source_number) END))
      LIMIT 1;
      IF held IS NOT NULL THEN
        RAISE EXCEPTION 'a part of the plan is under hold %', held USING ERRCODE = 'AM002';
      END IF;

      PERFORM set_config('amplomb.purge', 'on', true);
      PERFORM purge_working_rows(ids, groups, entries);
      DELETE FROM evidence_payload d USING unnest(ids, groups) c (entry_id, field_group)
      WHERE d.log_id = 1 AND d.entry_id = c.entry_id AND d.field_group = c.field_group;
      IF in_to_idx >= coalesce(ending, 0) THEN PERFORM purge_subjects(in_plan_id); END IF;
      PERFORM set_config('amplomb.purge', 'off', true);
      UPDATE retention_plan SET done_to = in_to_idx,
        finished_us = CASE WHEN in_to_idx >= coalesce(ending, 0) THEN in_now_us END WHERE plan_id = in_plan_id;
      RETURN QUERY SELECT c.idx, c.field_group FROM unnest(indexes, groups) c (idx, field_group);
    END $$;

    -- The same data outside the evidence: what a part's going leaves nothing else to keep is erased there too. Called
    -- before the payloads go, so that it sees what stays beside them.
    CREATE FUNCTION purge_working_rows(ids bytea[], groups text[], entries bytea[]) RETURNS void
    LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    DECLARE keys bigint[]; shards smallint[]; gone_keys bigint[]; gone_shards smallint[];
      people text[];
    BEGIN
      -- Events of which no revision has more than its tax part left; those of which nothing is left stand apart.
      SELECT array_agg(shard), array_agg(number), array_agg(shard) FILTER (WHERE NOT has_tax),
        array_agg(number) FILTER (WHERE NOT has_tax)
      INTO shards, keys, gone_shards, gone_keys
      FROM (
        SELECT s.shard, s.number, coalesce(bool_or(d.field_group = 'tax' AND c.entry_id IS NULL), false) AS has_tax
        FROM (
          SELECT DISTINCT d.source_shard AS shard, d.source_number AS number, e.record FROM unnest(entries) u (entry_id)
          JOIN evidence_entry e ON e.log_id = 1 AND e.entry_id = u.entry_id AND e.kind = 'assessment'
          JOIN evidence_payload d ON d.log_id = 1 AND d.entry_id = u.entry_id AND d.source_number IS NOT NULL) s
        JOIN evidence_entry e ON e.log_id = 1 AND e.kind = 'assessment' AND e.record = s.record
        JOIN evidence_payload d ON d.log_id = 1 AND d.entry_id = e.entry_id
        LEFT JOIN unnest(ids, groups) c (entry_id, field_group)
          ON c.entry_id = d.entry_id AND c.field_group = d.field_group
        GROUP BY 1, 2
        HAVING NOT bool_or(d.field_group <> 'tax' AND c.entry_id IS NULL)) q;
      UPDATE event v SET payload = NULL, findings = NULL
      FROM unnest(shards, keys) k (shard, key_id)
      JOIN event_key h ON h.shard = k.shard AND h.key_id = k.key_id AND h.revision = 1
      WHERE v.shard = k.shard AND v.key_id = k.key_id AND v.at_us = h.at_us AND v.payload IS NOT NULL;
      UPDATE event v SET payload = NULL, findings = NULL
      FROM unnest(shards, keys) k (shard, key_id)
      JOIN event_key h ON h.shard = k.shard AND h.key_id = k.key_id AND h.revision > 1
      WHERE v.shard = k.shard AND v.key_id = k.key_id AND v.payload IS NOT NULL;
      UPDATE case_item i SET sentence = '{}' FROM unnest(shards, keys) k (shard, key_id)
      WHERE i.event_shard = k.shard AND i.event_key_id = k.key_id;
      UPDATE case_event t SET details = '{}'
      FROM unnest(entries) u (entry_id)
      JOIN evidence_entry e ON e.log_id = 1 AND e.entry_id = u.entry_id AND e.kind = 'case_event'
      JOIN evidence_payload d ON d.log_id = 1 AND d.entry_id = u.entry_id AND d.source_number IS NOT NULL
      WHERE t.shard = d.source_shard AND t.case_id = 'C-' || d.source_number AND t.n = e.revision;

      -- A participant of whom nothing is left leaves the register too.
      SELECT array_agg(upper(h.id)) INTO people FROM unnest(gone_shards, gone_keys) k (shard, key_id)
      JOIN event_key h ON h.shard = k.shard AND h.key_id = k.key_id WHERE h.kind = 'participant';
      IF people IS NOT NULL THEN
        DELETE FROM participant_party WHERE upper(participant_id) = ANY (people);
        DELETE FROM participant_kyc WHERE upper(participant_id) = ANY (people);
        DELETE FROM participant_account WHERE upper(participant_id) = ANY (people);
        DELETE FROM participant_relation WHERE upper(participant_id) = ANY (people);
        DELETE FROM participant WHERE upper(participant_id) = ANY (people);
      END IF;
    END $$;

    -- Aliases of subjects of whom no payload is left: without them nobody can link the envelopes again.
    CREATE FUNCTION purge_subjects(in_plan_id bigint) RETURNS void
    LANGUAGE sql SET search_path = amplomb, pg_catalog AS $$
      WITH subjects AS (
        SELECT DISTINCT e.subject FROM retention_plan_range r
        JOIN evidence_entry e ON e.log_id = r.log_id AND e.idx >= r.from_idx AND e.idx < r.to_idx
        WHERE r.plan_id = in_plan_id AND r.log_id = 1 AND e.subject IS NOT NULL),
      living AS (
        SELECT DISTINCT e.subject FROM evidence_entry e JOIN evidence_payload d USING (log_id, entry_id)
        WHERE e.log_id = 1 AND e.subject IS NOT NULL AND e.kind <> 'date')
      DELETE FROM subject_alias s USING subjects q
      WHERE s.alias = q.subject AND NOT EXISTS (SELECT FROM living l WHERE l.subject = q.subject)
    $$;
    """#

private let purgeRightsSchema = """

    REVOKE ALL ON FUNCTION purge_apply(bigint, bytea, bigint, bigint), purge_working_rows(bytea[], text[], bytea[]),
      purge_subjects(bigint), retention_approvers(bigint), retention_matches(jsonb, jsonb),
      retention_part(evidence_entry, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION purge_apply(bigint, bytea, bigint, bigint) TO amplomb_purger;
    GRANT EXECUTE ON FUNCTION retention_approvers(bigint) TO amplomb_engine, amplomb_service, amplomb_purger;
    GRANT EXECUTE ON FUNCTION retention_matches(jsonb, jsonb) TO amplomb_engine, amplomb_service;

    GRANT SELECT, INSERT ON retention_officer, retention_plan_range TO amplomb_engine, amplomb_service;
    GRANT UPDATE (revoked_by, revoked_us) ON retention_officer TO amplomb_engine, amplomb_service;
    GRANT UPDATE (released_by, released_us) ON retention_hold TO amplomb_engine;
    GRANT SELECT ON retention_officer, retention_plan_range TO amplomb_purger;

    -- The purger writes the statement of what it deleted, and nothing else, behind the same lock as everybody.
    GRANT SELECT ON evidence_log, evidence_tile, evidence_tree TO amplomb_purger;
    GRANT INSERT ON evidence_entry, evidence_payload, evidence_tile, evidence_tree TO amplomb_purger;
    GRANT USAGE ON SEQUENCE batch_id TO amplomb_purger;
    CREATE POLICY statement_of_purge ON evidence_payload FOR INSERT TO amplomb_purger
      WITH CHECK (field_group = 'system' AND source_number IS NULL);
    """
