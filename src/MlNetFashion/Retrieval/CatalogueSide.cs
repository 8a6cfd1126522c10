using System.Text.Json.Serialization;

namespace MlNetFashion;

/// <summary>Which items of a catalogue: see <see cref="Catalogues.CatalogueSplit"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CatalogueSide>))]
public enum CatalogueSide
{
    /// <summary>All.</summary>
    [JsonStringEnumMemberName("all")]
    All,

    /// <summary>Those that models learn from.</summary>
    [JsonStringEnumMemberName("training")]
    Training,

    /// <summary>Those that models never see.</summary>
    [JsonStringEnumMemberName("held-out")]
    HeldOut,
}
