namespace MlNetFashion.Evaluation;

/// <summary>What people call a type of garment.</summary>
/// <param name="One">"t-shirt", "pair"-words as they are: "jeans".</param>
/// <param name="Many">"t-shirts", "jeans".</param>
public readonly record struct GarmentWords(string One, string Many)
{
    /// <summary>The words of a name that is a singular ("dress", "watch") or a plural already ("sneakers").</summary>
    public static GarmentWords OfSingular(string name) => new(name, Plural(name));

    static string Plural(string name) =>
        name.EndsWith("ss", StringComparison.Ordinal) || name.EndsWith("ch", StringComparison.Ordinal) || name.EndsWith("sh", StringComparison.Ordinal)
            || name.EndsWith('x') ? name + "es"
        : name.EndsWith('s') ? name
        : name + "s";
}
