using System.Text.Json.Serialization;

namespace MlNetFashion.Catalogues;

/// <summary>What a column of a catalogue tells of its items.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnRole>))]
public enum ColumnRole
{
    /// <summary>Nothing that is known; a person can say so of a column that was mistaken for something.</summary>
    None,

    /// <summary>The id, or another number of the item.</summary>
    Id,

    /// <summary>What a person reads first.</summary>
    Title,

    /// <summary>A longer text.</summary>
    Description,

    /// <summary>The name or address of its picture.</summary>
    Picture,

    /// <summary>What it is: "Dresses".</summary>
    Kind,

    /// <summary>Its colour.</summary>
    Colour,

    /// <summary>"Striped", "Solid".</summary>
    Pattern,

    /// <summary>What it is made of.</summary>
    Material,

    /// <summary>How long the sleeves are.</summary>
    Sleeve,

    /// <summary>"V-neck".</summary>
    Neckline,

    /// <summary>How long the whole is.</summary>
    Length,

    /// <summary>"Slim".</summary>
    Fit,

    /// <summary>Whom it is for.</summary>
    Gender,

    /// <summary>"Party", "Sports".</summary>
    Occasion,

    /// <summary>"Summer".</summary>
    Season,

    /// <summary>Who makes it.</summary>
    Brand,

    /// <summary>What it costs, a number with or without a currency.</summary>
    Price,

    /// <summary>"M", "42", "W32 L34"; of several, all of them.</summary>
    Size,
}
