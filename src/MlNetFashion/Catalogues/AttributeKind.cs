namespace MlNetFashion.Catalogues;

/// <summary>What a word of a request speaks of.</summary>
public enum AttributeKind
{
    /// <summary>What it is: "dress", "sports shoes".</summary>
    Garment,

    /// <summary>A colour, or a tone where no colour is named: "navy blue", "dark".</summary>
    Colour,

    /// <summary>"striped", "floral", "solid".</summary>
    Pattern,

    /// <summary>What it is made of: "denim", "lace".</summary>
    Fabric,

    /// <summary>How long the sleeves are: "sleeveless", "short".</summary>
    Sleeve,

    /// <summary>"v-neck", "collared".</summary>
    Neckline,

    /// <summary>How long the whole is: "mini", "long".</summary>
    Hem,

    /// <summary>"tight", "flowing".</summary>
    Fit,

    /// <summary>Whom it is for: "women", "boys".</summary>
    Gender,

    /// <summary>"formal", "party".</summary>
    Occasion,

    /// <summary>"summer", "winter".</summary>
    Season,
}
