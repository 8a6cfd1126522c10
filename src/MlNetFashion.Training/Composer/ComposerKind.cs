using System.Text.Json.Serialization;
using MlNetFashion.Training.Embedding;

namespace MlNetFashion.Training.Composer;

/// <summary>The ways in which a reference picture and words become one query embedding.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ComposerKind>))]
public enum ComposerKind
{
    /// <summary><see cref="QueryComposer"/>, which is shipped.</summary>
    Gated,

    /// <summary><see cref="TextOnlyComposer"/>, a baseline.</summary>
    TextOnly,

    /// <summary><see cref="ImageOnlyComposer"/>, a baseline.</summary>
    ImageOnly,

    /// <summary><see cref="SumComposer"/>, a baseline.</summary>
    Sum,

    /// <summary><see cref="ConcatenationComposer"/>.</summary>
    Concatenation,

    /// <summary><see cref="TirgComposer"/>.</summary>
    Tirg,

    /// <summary><see cref="ComposeAeComposer"/>.</summary>
    ComposeAe,

    /// <summary><see cref="SynthTripletComposer"/>.</summary>
    SynthTriplet,
}
