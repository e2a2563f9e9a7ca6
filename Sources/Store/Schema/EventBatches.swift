/// The batch that wrote each revision of an event: what came after a snapshot of the windows is found by it.
///
/// Batches with events are written one after the other (the lease), and each partition is filled in their order: a block range
/// index costs next to nothing to keep. Rows of before have none; they are older than any snapshot.
let eventBatchSchema = """
    SET LOCAL ROLE amplomb_owner;

    ALTER TABLE event ADD COLUMN batch_id bigint;
    CREATE INDEX event_batch ON event USING brin (batch_id) WITH (pages_per_range = 16, autosummarize = on);

    -- Answers of registers are read from their evidence alone, so that retention reaches them.
    DELETE FROM knowledge_activation WHERE kind = 'vat-id';
    DELETE FROM knowledge WHERE kind = 'vat-id';
    """
