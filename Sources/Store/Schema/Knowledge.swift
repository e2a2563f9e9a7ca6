/// Knowledge by its hash, list versions and exchange rates. Small tables: reference tables when the rest is sharded.
let knowledgeSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE TABLE knowledge (
      hash bytea PRIMARY KEY CHECK (length(hash) = 32),
      kind text NOT NULL,
      name text NOT NULL,
      content bytea NOT NULL,
      stored_us bigint NOT NULL
    );
    -- What was in force from when; the last row of a kind and name counts.
    CREATE TABLE knowledge_activation (
      kind text NOT NULL,
      name text NOT NULL,
      activated_us bigint NOT NULL,
      hash bytea NOT NULL REFERENCES knowledge,
      PRIMARY KEY (kind, name, activated_us)
    );
    CREATE TABLE sanctions_list_version (
      list_id text NOT NULL,
      version text NOT NULL,
      sha256 bytea NOT NULL CHECK (length(sha256) = 32),
      published_us bigint,
      imported_us bigint NOT NULL,
      entries bigint NOT NULL CHECK (entries >= 0),
      source text NOT NULL,
      is_active boolean NOT NULL,
      PRIMARY KEY (list_id, sha256)
    );
    CREATE UNIQUE INDEX sanctions_list_active ON sanctions_list_version (list_id) WHERE is_active;
    CREATE TABLE fx_rate (
      base text NOT NULL,
      quote text NOT NULL,
      on_date date NOT NULL,
      rate numeric NOT NULL CHECK (rate > 0),
      source text NOT NULL,
      PRIMARY KEY (base, quote, on_date, source)
    );

    GRANT SELECT, INSERT ON knowledge, knowledge_activation, fx_rate TO amplomb_engine;
    GRANT SELECT, INSERT, UPDATE (is_active) ON sanctions_list_version TO amplomb_engine;
    GRANT SELECT ON knowledge, knowledge_activation, sanctions_list_version, fx_rate TO amplomb_service;
    """
