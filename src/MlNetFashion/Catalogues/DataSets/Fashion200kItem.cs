namespace MlNetFashion.Catalogues;

/// <summary>A photo of Fashion200k and what its labels say.</summary>
/// <param name="Path">As the label files name it: <c>women/dresses/casual_and_day_dresses/51727804/51727804_0.jpeg</c>.</param>
/// <param name="Category">dress, jackets, pants, skirts or tops.</param>
/// <param name="Split">train or test.</param>
/// <param name="Caption">A few words: "black asymmetric dress".</param>
public sealed record Fashion200kItem(string Path, string Category, string Split, string Caption)
{
    /// <summary>The id: the path without its extension, as an index of the folder of photos has it.</summary>
    public string Id => SourceNames.WithoutExtension(Path);
}
