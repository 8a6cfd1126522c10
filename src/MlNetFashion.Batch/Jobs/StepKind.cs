namespace MlNetFashion.Batch;

/// <summary>What a step does.</summary>
enum StepKind
{
    /// <summary>Reads the catalogue and says what is to be embedded.</summary>
    Plan,

    /// <summary>Embeds photos into a shard.</summary>
    Embed,

    /// <summary>Makes the index of all that is embedded, and switches to it.</summary>
    Publish,
}
