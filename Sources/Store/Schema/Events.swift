/// Events by their natural key, their revisions, and the assessments of them.
///
/// `event_key` is the head of each event: how many revisions there are, which one counts, and its latest assessment, so
/// that lists and the digest read one table. `event` and `assessment` are partitioned by month of event time.
let eventSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE SEQUENCE event_key_id;

    CREATE TABLE event_key (
      shard smallint NOT NULL,
      kind text COLLATE "C" NOT NULL,
      owner_country text COLLATE "C" NOT NULL,
      owner_party text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      key_id bigint NOT NULL,
      legal_entity text NOT NULL,
      revision integer NOT NULL CHECK (revision >= 1),
      current_revision integer NOT NULL CHECK (current_revision BETWEEN 1 AND revision),
      at_us bigint NOT NULL,
      received_us bigint NOT NULL,
      content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
      other_hashes bytea[],
      assessment_revision integer NOT NULL CHECK (assessment_revision >= 0),
      assessed_at_us bigint NOT NULL,
      outcome outcome,
      score smallint,
      decision_hash bytea CHECK (length(decision_hash) = 32),
      PRIMARY KEY (shard, kind, owner_country, owner_party, id),
      UNIQUE (shard, key_id)
    ) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

    CREATE INDEX event_key_flagged ON event_key (at_us) WHERE outcome > 'pass';

    CREATE TABLE event (
      shard smallint NOT NULL,
      key_id bigint NOT NULL,
      revision integer NOT NULL,
      at_us bigint NOT NULL,
      kind text NOT NULL,
      legal_entity text NOT NULL,
      received_us bigint NOT NULL,
      tax_at_us bigint,
      tax_zone text,
      tax_date date,
      tax_unknown text,
      content_hash bytea NOT NULL,
      payload bytea,
      payload_context text NOT NULL,
      source_file text NOT NULL,
      source_line integer NOT NULL,
      source_offset bigint NOT NULL,
      findings jsonb,
      run_id bigint,
      country text,
      amount_micros bigint,
      currency text,
      energy_mwh bigint,
      PRIMARY KEY (shard, key_id, revision, at_us)
    ) PARTITION BY RANGE (at_us);
    CREATE TABLE event_rest PARTITION OF event DEFAULT;

    CREATE TABLE assessment (
      shard smallint NOT NULL,
      key_id bigint NOT NULL,
      revision integer NOT NULL,
      event_revision integer NOT NULL,
      at_us bigint NOT NULL,
      kind text NOT NULL,
      legal_entity text NOT NULL,
      outcome outcome NOT NULL,
      score smallint NOT NULL,
      decision_hash bytea NOT NULL CHECK (length(decision_hash) = 32),
      knowledge_hash bytea NOT NULL,
      cause text NOT NULL,
      country text,
      hits text[] NOT NULL,
      unknowns text[] NOT NULL,
      purposes text[] NOT NULL,
      result bytea NOT NULL,
      PRIMARY KEY (shard, key_id, revision, at_us)
    ) PARTITION BY RANGE (at_us);
    CREATE TABLE assessment_rest PARTITION OF assessment DEFAULT;

    CREATE FUNCTION month_start_us(month integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
      SELECT (extract(epoch FROM make_timestamptz(1970 + month / 12, 1 + month % 12, 1, 0, 0, 0, 'UTC')) * 1000000)::bigint
    $$;

    -- Makes the partitions of months (counted from January 1970); rows that the default partition holds are moved.
    CREATE FUNCTION ensure_partitions(months integer[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = amplomb, pg_catalog AS $$
    DECLARE month integer; parent text; name text; low bigint; high bigint;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('amplomb.ensure_partitions'));
      FOREACH month IN ARRAY months LOOP
        IF month < 0 OR month >= 12 * 200 THEN CONTINUE; END IF;
        low := month_start_us(month);
        high := month_start_us(month + 1);
        FOREACH parent IN ARRAY ARRAY['event', 'assessment'] LOOP
          name := format('%s_%s', parent, to_char(make_date(1970 + month / 12, 1 + month % 12, 1), 'YYYY_MM'));
          IF to_regclass('amplomb.' || name) IS NOT NULL THEN CONTINUE; END IF;
          EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name, parent);
          EXECUTE format('WITH moved AS (DELETE FROM %I WHERE at_us >= %s AND at_us < %s RETURNING *)
            INSERT INTO %I SELECT * FROM moved', parent || '_rest', low, high, name);
          EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', parent, name, low, high);
        END LOOP;
      END LOOP;
    END $$;
    REVOKE ALL ON FUNCTION ensure_partitions(integer[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ensure_partitions(integer[]) TO amplomb_engine;

    GRANT USAGE ON SEQUENCE event_key_id TO amplomb_engine;
    GRANT SELECT, INSERT, UPDATE ON event_key TO amplomb_engine;
    GRANT SELECT, INSERT ON event, assessment TO amplomb_engine;
    GRANT SELECT ON event_key, event, assessment TO amplomb_service;
    """
