using System.Text.Json.Serialization;
using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>Which items of a catalogue: see <see cref="Catalogues.IdHashSplit"/>.</summary>
[JsonConverter(typeof(NamedEnumConverter<DataSplit>))]
public enum DataSplit
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

    /// <summary>A share of those that encoders learn from, kept back from what is trained or
    /// chosen on top of them: composers, and the weights of a search.</summary>
    [JsonStringEnumMemberName("validation")]
    Validation,
}
