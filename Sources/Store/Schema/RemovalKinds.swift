/// What a removal in full reaches of every kind of entry, and the numbers that it leaves taken.
///
/// A report, a decision of the good-list and a case item repeat what their entries say: that goes with the entry, and the row
/// stays with the place of the entry, by which the order is found.
let removalKindSchema =
    #"""
    SET LOCAL ROLE amplomb_owner;

    -- A report whose entry was removed keeps its number, kind and period, and where in the log its entry stood.
    ALTER TABLE report ALTER COLUMN content DROP NOT NULL, ALTER COLUMN content_hash DROP NOT NULL,
      ADD COLUMN removed_idx bigint CHECK (removed_idx >= 0),
      ADD CONSTRAINT removed_is_bare CHECK ((content IS NULL) = (removed_idx IS NOT NULL)
        AND (content_hash IS NULL) = (removed_idx IS NOT NULL));

    -- Items of removed decisions that a later item of the same finding had overtaken: without the list entry, which told
    -- their finding apart, they would stand again.
    CREATE TABLE case_item_overtaken (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      seq bigint NOT NULL,
      PRIMARY KEY (shard, case_id, seq)
    );
    GRANT SELECT ON case_item_overtaken TO amplomb_engine, amplomb_service;

    -- The highest number that a revision of a participant which is gone had: decisions name it, so it is not given again.
    CREATE TABLE participant_mark (
      shard smallint NOT NULL,
      participant_id text COLLATE "C" NOT NULL,
      revision integer NOT NULL CHECK (revision >= 1),
      -- The revision in force that was removed in full, and where its entry stood.
      removed_revision integer,
      removed_idx bigint CHECK (removed_idx >= 0),
      PRIMARY KEY (shard, participant_id),
      CHECK ((removed_revision IS NULL) = (removed_idx IS NULL))
    );
    GRANT SELECT ON participant_mark TO amplomb_engine, amplomb_service;
    CREATE FUNCTION keep_participant_number() RETURNS trigger
    LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    BEGIN
      INSERT INTO participant_mark AS m (shard, participant_id, revision)
      VALUES (OLD.shard, OLD.participant_id, OLD.revision)
      ON CONFLICT (shard, participant_id) DO UPDATE SET revision = greatest(m.revision, excluded.revision);
      RETURN OLD;
    END $$;
    CREATE TRIGGER keep_number BEFORE DELETE ON participant FOR EACH ROW EXECUTE FUNCTION keep_participant_number();
    -- Of those that went before, the revisions of the event are the most that there can have been.
    INSERT INTO participant_mark (shard, participant_id, revision)
    SELECT t.shard, t.participant_id, max(h.revision)
    FROM (SELECT DISTINCT shard, participant_id FROM past_participant) t
    JOIN event_key h ON h.kind = 'participant' AND upper(h.id) = upper(t.participant_id)
    WHERE NOT EXISTS (SELECT FROM participant p WHERE p.shard = t.shard AND p.participant_id = t.participant_id
      AND p.superseded_us IS NULL)
    GROUP BY t.shard, t.participant_id;

    -- The name under which a record about this house stands in the log.
    CREATE FUNCTION removal_record(in_kind text, in_id text) RETURNS bytea
    LANGUAGE sql STABLE SET search_path = amplomb, pg_catalog AS $$
      SELECT substring(sha256(convert_to(in_kind, 'UTF8') || '\x00'::bytea || convert_to(encode(a.alias, 'hex'), 'UTF8')
        || '\x00'::bytea || convert_to(in_id, 'UTF8')) FOR 16)
      FROM subject_alias a WHERE a.natural_key = 'owner:amplomb'
    $$;

    -- What the working tables hold of a removed entry that is no assessment. Timelines of cases are erased by their payload.
    CREATE FUNCTION removal_other_rows(entry evidence_entry, in_order_id bigint) RETURNS void
    LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    DECLARE
      said text := 'removed in full by order O-' || in_order_id || ', entry ' || entry.idx;
      zeros bytea := decode(repeat('00', 32), 'hex');
    BEGIN
      IF entry.kind = 'report' THEN
        UPDATE report r SET content = NULL, content_hash = NULL, removed_idx = entry.idx
        WHERE r.removed_idx IS NULL AND entry.record = removal_record('report',
          r.kind || ':' || r.legal_entity || ':' || encode(r.content_hash, 'hex'));
      ELSIF entry.kind = 'case_event' AND entry.revision = 1 THEN
        -- A decision of the good-list: without its subject it clears nobody any more.
        UPDATE case_proposal p SET body = '{}', body_hash = zeros
        FROM good_list g WHERE p.shard = g.shard AND p.case_id = g.object_id
          AND entry.record = removal_record('case_event', g.object_id);
        UPDATE good_list g SET identifiers = ARRAY['removed'], excuses = 'removed', list_id = 'removed',
          list_entry = 'removed', excused_hash = zeros, subject_hash = zeros, match_score = 0, reason = said
        WHERE entry.record = removal_record('case_event', g.object_id);
      ELSIF entry.kind = 'case_event' AND entry.revision = 3 THEN
        UPDATE good_list g SET revoke_reason = said
        WHERE g.revoke_reason IS NOT NULL AND entry.record = removal_record('case_event', g.object_id);
      END IF;
    END $$;
    REVOKE ALL ON FUNCTION removal_record(text, text), removal_other_rows(evidence_entry, bigint),
      keep_participant_number() FROM PUBLIC;
    """# + removalCaseItems + removalWorkingRows + removalOfKinds

private let removalCaseItems = #"""

    -- Erases what case items hold of one removed assessment: sentence, money, and the entry of the list that somebody was
    -- compared with.
    CREATE FUNCTION removal_case_items(in_shard smallint, in_key_id bigint, in_revision integer) RETURNS void
    LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    BEGIN
      INSERT INTO case_item_overtaken
      SELECT i.shard, i.case_id, i.seq FROM case_item i
      WHERE i.event_shard = in_shard AND i.event_key_id = in_key_id AND i.assessment_revision = in_revision
        AND i.list_entry IS NOT NULL
        AND EXISTS (SELECT FROM case_item l WHERE l.shard = i.shard AND l.case_id = i.case_id AND l.seq > i.seq
          AND l.event_shard = in_shard AND l.event_key_id = in_key_id
          AND l.rule_id IS NOT DISTINCT FROM i.rule_id AND l.list_entry = i.list_entry)
      ON CONFLICT DO NOTHING;
      -- A later correction repeats the sentence that it corrected, and one that takes a match back has it from there alone.
      INSERT INTO case_item_overtaken
      SELECT i.shard, i.case_id, i.seq FROM case_item i
      WHERE i.event_shard = in_shard AND i.event_key_id = in_key_id AND i.assessment_revision <> in_revision
        AND i.kind = 'correction' AND i.outcome = 'pass' AND i.list_entry IS NOT NULL
        AND EXISTS (SELECT FROM case_item o
          WHERE o.event_shard = in_shard AND o.event_key_id = in_key_id AND o.assessment_revision = in_revision
            AND o.rule_id IS NOT DISTINCT FROM i.rule_id AND o.list_entry = i.list_entry
            AND o.sentence->>'say' = i.sentence#>>'{correction,said}')
      ON CONFLICT DO NOTHING;
      UPDATE case_item i SET list_entry = NULL, list_version = NULL, sentence = i.sentence - 'match'::text
      FROM case_item_overtaken v
      WHERE v.shard = i.shard AND v.case_id = i.case_id AND v.seq = i.seq
        AND i.event_shard = in_shard AND i.event_key_id = in_key_id AND i.list_entry IS NOT NULL;
      UPDATE case_item i SET sentence = i.sentence #- '{correction,said}'
      WHERE i.event_shard = in_shard AND i.event_key_id = in_key_id AND i.assessment_revision <> in_revision
        AND EXISTS (SELECT FROM case_item o
          WHERE o.event_shard = in_shard AND o.event_key_id = in_key_id
            AND o.assessment_revision = in_revision AND o.rule_id IS NOT DISTINCT FROM i.rule_id
            AND o.sentence->>'say' = i.sentence#>>'{correction,said}');
      -- Findings that stood and had a list entry look alike now: the worst of them stands for all.
      INSERT INTO case_item_overtaken
      SELECT q.shard, q.case_id, q.seq FROM (
        SELECT i.shard, i.case_id, i.seq, row_number() OVER (PARTITION BY i.shard, i.case_id, i.rule_id
          ORDER BY i.outcome DESC, i.seq DESC) AS place
        FROM case_item i
        WHERE i.event_shard = in_shard AND i.event_key_id = in_key_id AND i.assessment_revision = in_revision
          AND i.list_entry IS NOT NULL
          AND NOT EXISTS (SELECT FROM case_item_overtaken v
            WHERE v.shard = i.shard AND v.case_id = i.case_id AND v.seq = i.seq)) q
      WHERE q.place > 1
      ON CONFLICT DO NOTHING;
      UPDATE case_item i SET sentence = '{}', money_micros = NULL, currency = NULL, list_entry = NULL, list_version = NULL
      WHERE i.event_shard = in_shard AND i.event_key_id = in_key_id AND i.assessment_revision = in_revision;
    END $$;
    REVOKE ALL ON FUNCTION removal_case_items(smallint, bigint, integer) FROM PUBLIC;

    -- Items of what was removed before.
    DO $$
    DECLARE gone record;
    BEGIN
      IF NOT EXISTS (SELECT FROM envelope_order WHERE finished_us IS NOT NULL) THEN RETURN; END IF;
      PERFORM set_config('amplomb.purge', 'on', true);
      FOR gone IN
        SELECT a.shard, a.key_id, a.revision FROM envelope_order o
        JOIN evidence_entry e ON e.log_id = 1 AND e.idx = o.idx AND e.envelope IS NULL
        JOIN assessment a ON a.entry_id = e.leaf_hash
        WHERE o.finished_us IS NOT NULL
      LOOP
        PERFORM removal_case_items(gone.shard, gone.key_id, gone.revision);
      END LOOP;
      PERFORM set_config('amplomb.purge', 'off', true);
    END $$;
    """#

private let removalWorkingRows = #"""

    -- As migration 20 wrote it, with the case items as above and the number that stays taken.
    CREATE OR REPLACE FUNCTION removal_working_rows(entry evidence_entry) RETURNS void
    LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    DECLARE judged assessment; revisions integer[]; contents bytea[]; participants text[]; in_force text[];
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
      SELECT array_agg(p.participant_id || ' ' || p.revision),
        array_agg(p.participant_id) FILTER (WHERE p.superseded_us IS NULL)
      INTO participants, in_force FROM event_key h
      JOIN participant p ON upper(p.participant_id) = upper(h.id) AND p.content_hash = ANY (contents)
      WHERE h.shard = judged.shard AND h.key_id = judged.key_id AND h.kind = 'participant';
      IF participants IS NOT NULL THEN
        DELETE FROM participant_party p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        DELETE FROM participant_kyc p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        DELETE FROM participant_account p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        DELETE FROM participant_relation p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        DELETE FROM participant p WHERE p.participant_id || ' ' || p.revision = ANY (participants);
        -- Who asks for the participant is told why no revision is in force.
        UPDATE participant_mark m SET removed_revision = m.revision, removed_idx = entry.idx
        WHERE m.participant_id = ANY (in_force);
      END IF;

      PERFORM removal_case_items(judged.shard, judged.key_id, judged.revision);
      DELETE FROM good_list_use u
      WHERE u.event_key_id = judged.key_id AND u.assessment_revision = judged.revision;
      UPDATE assessment a SET entry_id = entry.leaf_hash
      WHERE a.shard = judged.shard AND a.key_id = judged.key_id AND a.revision = judged.revision AND a.at_us = judged.at_us;
    END $$;
    """#

private let removalOfKinds = #"""

    -- As migration 20 wrote it, with the reach from above.
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
      IF entry.kind = 'assessment' THEN
        PERFORM removal_working_rows(entry);
      ELSE
        PERFORM removal_other_rows(entry, in_order_id);
      END IF;
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
