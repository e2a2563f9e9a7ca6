/// The evidence log: INSERT only, by grants, by trigger and by row level security (evidence.md section 3).
let evidenceSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE TABLE evidence_log (
      log_id smallint PRIMARY KEY,
      name text NOT NULL UNIQUE,
      origin text NOT NULL
    );
    -- Log 2 is the reporting officer's; its tables are in the schema amplomb_str.
    INSERT INTO evidence_log VALUES (1, 'main', 'amplomb/main'), (2, 'str', 'amplomb/str');

    CREATE TABLE evidence_entry (
      log_id smallint NOT NULL,
      idx bigint NOT NULL CHECK (idx >= 0),
      entry_id bytea NOT NULL CHECK (length(entry_id) = 32),
      leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
      envelope bytea NOT NULL CHECK (length(envelope) BETWEEN 1 AND 65535),
      kind text NOT NULL,
      record bytea NOT NULL CHECK (length(record) = 16),
      revision integer NOT NULL,
      subject bytea,
      country text,
      class text NOT NULL,
      occurred_us bigint NOT NULL,
      batch_id bigint NOT NULL,
      PRIMARY KEY (log_id, idx),
      UNIQUE (log_id, entry_id),
      UNIQUE (log_id, kind, record, revision)
    );

    CREATE TABLE evidence_payload (
      log_id smallint NOT NULL,
      entry_id bytea NOT NULL,
      field_group text NOT NULL,
      payload bytea NOT NULL,
      salt bytea NOT NULL CHECK (length(salt) = 32),
      retain_until date,
      deciding_rule text,
      PRIMARY KEY (log_id, entry_id, field_group)
    );

    CREATE TABLE evidence_tile (
      log_id smallint NOT NULL,
      level smallint NOT NULL,
      n bigint NOT NULL,
      hashes bytea NOT NULL CHECK (length(hashes) = 8192),
      PRIMARY KEY (log_id, level, n)
    );
    ALTER TABLE evidence_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

    CREATE TABLE evidence_tree (
      log_id smallint NOT NULL,
      size bigint NOT NULL,
      root bytea NOT NULL CHECK (length(root) = 32),
      compact_range bytea NOT NULL,
      batch_id bigint NOT NULL,
      PRIMARY KEY (log_id, size)
    );

    CREATE TABLE evidence_checkpoint (
      log_id smallint NOT NULL,
      size bigint NOT NULL,
      signed_us bigint NOT NULL,
      note text NOT NULL,
      PRIMARY KEY (log_id, size, signed_us)
    );

    CREATE TABLE evidence_anchor (
      log_id smallint NOT NULL,
      size bigint NOT NULL,
      kind text NOT NULL,
      anchored_us bigint NOT NULL,
      anchor jsonb NOT NULL,
      PRIMARY KEY (log_id, size, kind, anchored_us)
    );

    DO $$
    DECLARE name text;
    BEGIN
      FOREACH name IN ARRAY ARRAY['evidence_entry', 'evidence_tile', 'evidence_tree', 'evidence_checkpoint',
        'evidence_anchor'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
      END LOOP;
      CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON evidence_payload
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      ALTER TABLE evidence_payload ENABLE ALWAYS TRIGGER append_only;
    END $$;

    -- What a regulator may see: countries, a time of events, kinds, and until when.
    CREATE TABLE regulator_grant (
      person text PRIMARY KEY,
      countries text[] NOT NULL,
      from_us bigint NOT NULL,
      to_us bigint NOT NULL CHECK (to_us > from_us),
      kinds text[] NOT NULL,
      expires_us bigint NOT NULL
    );
    CREATE FUNCTION regulator_sees(row_country text, row_us bigint, row_kind text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = amplomb, pg_catalog AS $$
      SELECT EXISTS (SELECT FROM regulator_grant
        WHERE person = current_setting('amplomb.person', true) AND row_country = ANY (countries)
          AND row_us >= from_us AND row_us < to_us AND row_kind = ANY (kinds)
          AND expires_us > (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
    $$;
    REVOKE ALL ON FUNCTION regulator_sees(text, bigint, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION regulator_sees(text, bigint, text) TO amplomb_regulator;

    ALTER TABLE evidence_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY staff ON evidence_entry TO amplomb_owner, amplomb_engine, amplomb_service, amplomb_purger
      USING (true) WITH CHECK (true);
    CREATE POLICY regulator ON evidence_entry FOR SELECT TO amplomb_regulator
      USING (regulator_sees(country, occurred_us, kind));
    ALTER TABLE evidence_payload ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY staff ON evidence_payload TO amplomb_owner, amplomb_engine, amplomb_service
      USING (true) WITH CHECK (true);
    CREATE POLICY regulator ON evidence_payload FOR SELECT TO amplomb_regulator
      USING (EXISTS (SELECT FROM evidence_entry e
        WHERE e.log_id = evidence_payload.log_id AND e.entry_id = evidence_payload.entry_id));

    CREATE VIEW regulator_evidence WITH (security_barrier, security_invoker) AS
      SELECT e.log_id, e.idx, e.entry_id, e.envelope, e.kind, e.country, e.occurred_us, p.field_group, p.payload, p.salt
      FROM evidence_entry e LEFT JOIN evidence_payload p ON p.log_id = e.log_id AND p.entry_id = e.entry_id;

    GRANT SELECT ON evidence_log, evidence_entry, evidence_payload, evidence_tile, evidence_tree, evidence_checkpoint,
      evidence_anchor TO amplomb_engine, amplomb_service;
    GRANT INSERT ON evidence_entry, evidence_payload, evidence_tile, evidence_tree, evidence_checkpoint, evidence_anchor
      TO amplomb_engine;
    GRANT INSERT ON evidence_entry, evidence_payload, evidence_tile, evidence_tree TO amplomb_service;
    GRANT SELECT ON evidence_entry, evidence_payload, regulator_evidence, evidence_checkpoint TO amplomb_regulator;
    GRANT SELECT ON evidence_entry TO amplomb_purger;
    """
