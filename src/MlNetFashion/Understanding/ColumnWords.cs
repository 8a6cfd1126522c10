using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>What shops write in columns, and people do not in requests: "Menswear", and the commonest values of German, Spanish, French and Italian catalogues, in the lexicon's words.</summary>
static class ColumnWords
{
    static readonly Dictionary<string, string> s_genders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Menswear"] = "men", ["Herren"] = "men", ["Hombre"] = "men", ["Hombres"] = "men", ["Homme"] = "men", ["Hommes"] = "men", ["Uomo"] = "men", ["M"] = "men", ["Adult Male"] = "men",
        ["Womenswear"] = "women", ["Ladieswear"] = "women", ["Damen"] = "women", ["Mujer"] = "women", ["Mujeres"] = "women", ["Femme"] = "women", ["Femmes"] = "women", ["Donna"] = "women", ["F"] = "women", ["W"] = "women",
        ["Boyswear"] = "boys", ["Jungen"] = "boys", ["Niño"] = "boys", ["Niños"] = "boys", ["Garçon"] = "boys", ["Bambino"] = "boys",
        ["Girlswear"] = "girls", ["Mädchen"] = "girls", ["Niña"] = "girls", ["Niñas"] = "girls", ["Fille"] = "girls", ["Bambina"] = "girls",
        ["Divided"] = "unisex", ["Mixte"] = "unisex", ["All"] = "unisex", ["Men & Women"] = "unisex", ["Men, Women"] = "unisex",
    };

    static readonly Dictionary<string, string> s_colours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["schwarz"] = "black", ["negro"] = "black", ["noir"] = "black", ["nero"] = "black",
        ["weiß"] = "white", ["weiss"] = "white", ["blanco"] = "white", ["blanc"] = "white", ["bianco"] = "white",
        ["rot"] = "red", ["rojo"] = "red", ["rouge"] = "red", ["rosso"] = "red",
        ["blau"] = "blue", ["azul"] = "blue", ["bleu"] = "blue", ["blu"] = "blue",
        ["dunkelblau"] = "navy blue", ["azul marino"] = "navy blue", ["bleu marine"] = "navy blue",
        ["grün"] = "green", ["gruen"] = "green", ["verde"] = "green", ["vert"] = "green",
        ["gelb"] = "yellow", ["amarillo"] = "yellow", ["jaune"] = "yellow", ["giallo"] = "yellow",
        ["grau"] = "grey", ["gris"] = "grey", ["grigio"] = "grey",
        ["braun"] = "brown", ["marrón"] = "brown", ["marron"] = "brown", ["marrone"] = "brown",
        ["rosa"] = "pink", ["rose"] = "pink",
        ["lila"] = "purple", ["violett"] = "purple", ["morado"] = "purple", ["violeta"] = "purple", ["viola"] = "purple",
        ["naranja"] = "orange", ["arancione"] = "orange",
        ["mehrfarbig"] = "multicoloured", ["bunt"] = "multicoloured", ["multicolor"] = "multicoloured", ["multicolore"] = "multicoloured",
    };

    /// <summary>The value in the lexicon's words, or as it is.</summary>
    public static string Plain(AttributeKind kind, string value)
    {
        Dictionary<string, string>? words = kind switch { AttributeKind.Gender => s_genders, AttributeKind.Colour => s_colours, _ => null };
        return words?.GetValueOrDefault(value.Trim()) ?? value;
    }
}
