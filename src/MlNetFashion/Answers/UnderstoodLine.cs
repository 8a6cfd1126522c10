using System.Text.Json.Serialization;
using MlNetFashion.Understanding;

namespace MlNetFashion.Answers;

/// <summary>What was read out of a request.</summary>
/// <param name="Text">The request.</param>
/// <param name="Findings">What it says, garment by garment.</param>
sealed record UnderstoodLine(string Text, IReadOnlyList<UnderstoodFinding> Findings)
{
    /// <value>What the picture shows that was sent with it; null where there was none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeenValue>? Seen { get; init; }

    /// <value>Prices and sizes that it sets; null where there are none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UnderstoodNumber>? Numbers { get; init; }

    /// <summary>Of a request.</summary>
    public static UnderstoodLine Of(UnderstoodQuery understood) => new(understood.Text,
        [.. understood.Items.SelectMany((item, number) => item.Findings.Select(finding => UnderstoodFinding.Of(finding, number)))])
    {
        Numbers = understood.Numbers.Count > 0 ? [.. understood.Numbers.Select(UnderstoodNumber.Of)] : null,
    };
}
