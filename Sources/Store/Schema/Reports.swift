/// Reports, and apart from everything else the reporting officer's: suspicious-activity material has its own schema,
/// evidence tables and role, and no other role can read it (duties.md sections 1 and 4).
let reportSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE SEQUENCE report_id;
    CREATE TABLE report (
      report_id bigint PRIMARY KEY DEFAULT nextval('report_id'),
      legal_entity text NOT NULL,
      kind text NOT NULL CHECK (kind <> 'str'),
      country text,
      authority text,
      period_from_us bigint NOT NULL,
      period_to_us bigint NOT NULL CHECK (period_to_us > period_from_us),
      state text NOT NULL CHECK (state IN ('built', 'valid', 'invalid', 'signed', 'sent', 'accepted', 'refused', 'amended')),
      content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
      content bytea NOT NULL,
      built_us bigint NOT NULL,
      amends bigint REFERENCES report
    );
    ALTER TABLE report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY staff ON report TO amplomb_owner, amplomb_engine, amplomb_service USING (true) WITH CHECK (true);
    CREATE POLICY regulator ON report FOR SELECT TO amplomb_regulator
      USING (regulator_sees(country, period_from_us, kind));
    GRANT USAGE ON SEQUENCE report_id TO amplomb_engine;
    GRANT SELECT, INSERT, UPDATE (state) ON report TO amplomb_engine;
    GRANT SELECT, UPDATE (state) ON report TO amplomb_service;
    GRANT SELECT ON report TO amplomb_regulator;

    CREATE SCHEMA amplomb_str;
    CREATE SEQUENCE amplomb_str.filing_id;
    CREATE TABLE amplomb_str.str_filing (
      filing_id bigint PRIMARY KEY DEFAULT nextval('amplomb_str.filing_id'),
      legal_entity text NOT NULL,
      fiu text NOT NULL,
      subject_alias bytea NOT NULL,
      proposed_by text NOT NULL,
      decided_by text,
      decision text CHECK (decision IN ('file', 'do_not_file')),
      reason text,
      decided_us bigint,
      filed_us bigint,
      reference text,
      standstill_until_us bigint,
      answer text,
      CHECK (decision IS NULL OR (decided_by IS NOT NULL AND reason IS NOT NULL AND decided_us IS NOT NULL)),
      CHECK (decided_by <> proposed_by),
      CHECK (filed_us IS NULL OR decision = 'file')
    );
    CREATE TABLE amplomb_str.str_evidence_entry (LIKE evidence_entry INCLUDING ALL, CHECK (log_id = 2));
    CREATE TABLE amplomb_str.str_evidence_payload (LIKE evidence_payload INCLUDING ALL, CHECK (log_id = 2));
    CREATE TABLE amplomb_str.str_evidence_tile (LIKE evidence_tile INCLUDING ALL, CHECK (log_id = 2));
    CREATE TABLE amplomb_str.str_evidence_tree (LIKE evidence_tree INCLUDING ALL, CHECK (log_id = 2));
    CREATE TABLE amplomb_str.str_evidence_checkpoint (LIKE evidence_checkpoint INCLUDING ALL, CHECK (log_id = 2));
    ALTER TABLE evidence_entry ADD CONSTRAINT str_is_apart CHECK (log_id <> 2);
    ALTER TABLE evidence_payload ADD CONSTRAINT str_is_apart CHECK (log_id <> 2);
    ALTER TABLE evidence_tree ADD CONSTRAINT str_is_apart CHECK (log_id <> 2);

    DO $$
    DECLARE name text;
    BEGIN
      FOREACH name IN ARRAY ARRAY['str_evidence_entry', 'str_evidence_tile', 'str_evidence_tree',
        'str_evidence_checkpoint'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON amplomb_str.%I
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
        EXECUTE format('ALTER TABLE amplomb_str.%I ENABLE ALWAYS TRIGGER append_only', name);
      END LOOP;
    END $$;
    CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON amplomb_str.str_evidence_payload
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    ALTER TABLE amplomb_str.str_evidence_payload ENABLE ALWAYS TRIGGER append_only;

    REVOKE ALL ON SCHEMA amplomb_str FROM PUBLIC;
    GRANT USAGE ON SCHEMA amplomb_str TO amplomb_mlro;
    GRANT USAGE ON SEQUENCE amplomb_str.filing_id TO amplomb_mlro;
    GRANT SELECT, INSERT, UPDATE ON amplomb_str.str_filing TO amplomb_mlro;
    GRANT SELECT, INSERT ON amplomb_str.str_evidence_entry, amplomb_str.str_evidence_payload,
      amplomb_str.str_evidence_tile, amplomb_str.str_evidence_tree, amplomb_str.str_evidence_checkpoint TO amplomb_mlro;
    """
