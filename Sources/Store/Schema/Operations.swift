/// Outbox, ingest runs, duties, leases and the rows of SQL windows.
let operationsSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE SEQUENCE batch_id;
    CREATE SEQUENCE outbox_id;
    -- Each effect on the outside once: the key names it, however often the batch is repeated.
    CREATE TABLE outbox (
      shard smallint NOT NULL,
      outbox_id bigint NOT NULL DEFAULT nextval('outbox_id'),
      topic text NOT NULL,
      effect_key text COLLATE "C" NOT NULL,
      body bytea NOT NULL,
      created_us bigint NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      next_attempt_us bigint,
      delivered_us bigint,
      PRIMARY KEY (shard, outbox_id),
      UNIQUE (shard, topic, effect_key)
    );
    CREATE INDEX outbox_waiting ON outbox (next_attempt_us, outbox_id) WHERE delivered_us IS NULL;

    CREATE SEQUENCE ingest_run_id;
    CREATE TABLE ingest_run (
      run_id bigint PRIMARY KEY DEFAULT nextval('ingest_run_id'),
      started_us bigint NOT NULL,
      finished_us bigint,
      source text NOT NULL,
      read bigint NOT NULL DEFAULT 0,
      accepted bigint NOT NULL DEFAULT 0,
      duplicate bigint NOT NULL DEFAULT 0,
      revised bigint NOT NULL DEFAULT 0,
      rejected bigint NOT NULL DEFAULT 0,
      CHECK (read = accepted + duplicate + revised + rejected)
    );
    CREATE TABLE ingest_reject (
      run_id bigint NOT NULL REFERENCES ingest_run,
      n bigint NOT NULL,
      file text NOT NULL,
      line bigint NOT NULL,
      field text NOT NULL,
      value text NOT NULL,
      reason text NOT NULL,
      raw bytea NOT NULL,
      PRIMARY KEY (run_id, n)
    );
    CREATE TABLE ingest_finding (
      run_id bigint NOT NULL REFERENCES ingest_run,
      code text NOT NULL,
      path text NOT NULL,
      count bigint NOT NULL CHECK (count > 0),
      PRIMARY KEY (run_id, code, path)
    );

    CREATE SEQUENCE duty_id;
    CREATE TABLE duty (
      duty_id bigint PRIMARY KEY DEFAULT nextval('duty_id'),
      legal_entity text NOT NULL,
      kind text NOT NULL,
      basis text NOT NULL,
      subject_alias bytea,
      due_us bigint NOT NULL,
      letter text,
      owner_person text,
      done_us bigint,
      done_by text,
      evidence_entry bytea
    );
    CREATE INDEX duty_open ON duty (due_us) WHERE done_us IS NULL;

    -- A worker that lost its lease cannot write: every batch checks its fence.
    CREATE TABLE lease (
      name text PRIMARY KEY,
      owner text,
      fence bigint NOT NULL DEFAULT 0,
      expires_us bigint NOT NULL DEFAULT 0
    );

    CREATE TABLE window_row (
      shard smallint NOT NULL,
      stream integer NOT NULL,
      key_hash bigint NOT NULL,
      at_us bigint NOT NULL,
      event_key_id bigint NOT NULL,
      revision integer NOT NULL,
      end_us bigint,
      value bigint,
      label bigint,
      PRIMARY KEY (shard, stream, key_hash, at_us, event_key_id)
    );
    -- A corrected event takes its earlier rows out, also under a key that thousands share.
    CREATE INDEX window_row_event ON window_row (shard, event_key_id, stream);

    GRANT USAGE ON SEQUENCE batch_id, outbox_id, ingest_run_id, duty_id TO amplomb_engine;
    GRANT USAGE ON SEQUENCE duty_id TO amplomb_service;
    GRANT SELECT, INSERT, UPDATE ON outbox, ingest_run, duty, lease TO amplomb_engine;
    GRANT SELECT, INSERT ON ingest_reject, ingest_finding TO amplomb_engine;
    GRANT SELECT, INSERT, UPDATE, DELETE ON window_row TO amplomb_engine;
    GRANT SELECT ON outbox, ingest_run, ingest_reject, ingest_finding, lease TO amplomb_service;
    GRANT SELECT, INSERT, UPDATE ON duty TO amplomb_service;
    """
