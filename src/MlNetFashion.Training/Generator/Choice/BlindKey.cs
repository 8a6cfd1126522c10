namespace MlNetFashion.Training.Generator.Choice;

/// <summary>What those who choose must not see: <c>key.json</c>.</summary>
/// <param name="NewModels">The folder of the generator that is judged, and the SHA-256 of its file.</param>
/// <param name="OldModels">The same of the one beside it.</param>
/// <param name="Seed">Sides, order and pictures follow from it.</param>
/// <param name="Pairs">In the order of the pages.</param>
sealed record BlindKey(string NewModels, string OldModels, int Seed, IReadOnlyList<BlindPair> Pairs)
{
    /// <summary>Its name in the folder of pages.</summary>
    public const string FileName = "key.json";
}
