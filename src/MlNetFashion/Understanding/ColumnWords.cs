using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>What shops write in columns, and people do not in requests: "Menswear",
/// and the commonest values of German, Spanish, French and Italian catalogues, in the lexicon's
/// words.</summary>
static class ColumnWords
{
    static readonly Dictionary<string, string> s_genders = Of(
        ("men", "Menswear|Herren|Hombre|Hombres|Homme|Hommes|Uomo|M|Adult Male"),
        ("women", "Womenswear|Ladieswear|Damen|Mujer|Mujeres|Femme|Femmes|Donna|F|W|Adult Female"),
        ("boys", "Boyswear|Jungen|Niño|Niños|Garçon|Bambino"),
        ("girls", "Girlswear|Mädchen|Niña|Niñas|Fille|Bambina"),
        ("unisex", "Divided|Mixte|All|Men & Women|Men, Women"));

    static readonly Dictionary<string, string> s_colours = Of(
        ("black", "schwarz|negro|noir|nero"),
        ("white", "weiß|weiss|blanco|blanc|bianco"),
        ("red", "rot|rojo|rouge|rosso"),
        ("blue", "blau|azul|bleu|blu"),
        ("navy blue", "dunkelblau|azul marino|bleu marine"),
        ("green", "grün|gruen|verde|vert"),
        ("yellow", "gelb|amarillo|jaune|giallo"),
        ("grey", "grau|gris|grigio"),
        ("brown", "braun|marrón|marron|marrone"),
        ("pink", "rosa|rose"),
        ("purple", "lila|violett|morado|violeta|viola"),
        ("orange", "naranja|arancione"),
        ("multicoloured", "mehrfarbig|bunt|multicolor|multicolore"));

    /// <summary>The value in the lexicon's words, or null where there are none.</summary>
    public static string? Plain(AttributeKind kind, string value)
    {
        Dictionary<string, string>? words = kind switch { AttributeKind.Gender => s_genders, AttributeKind.Colour => s_colours, _ => null };
        return words?.GetValueOrDefault(value.Trim());
    }

    static Dictionary<string, string> Of(params (string Word, string Spellings)[] words) =>
        words.SelectMany(word => word.Spellings.Split('|').Select(spelling => (spelling, word.Word))).ToDictionary(StringComparer.OrdinalIgnoreCase);
}
