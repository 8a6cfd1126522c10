using System.Text.RegularExpressions;
using MlNetFashion.Catalogues;
using MlNetFashion.Text;

namespace MlNetFashion.Fuzzing;

/// <summary>Tells a refusal, which is a sentence of the product for people, from an exception that nobody thought of.</summary>
static partial class Refusal
{
    /// <summary>What is wrong with an exception as a refusal; null where nothing is.</summary>
    public static string? Fault(Exception exception) =>
        exception is InvalidDataException or FormatException or ArgumentException or FileNotFoundException or DirectoryNotFoundException
            or NotSupportedException || exception.GetType() == typeof(IOException)
                || exception.GetType().Namespace?.StartsWith(nameof(MlNetFashion), StringComparison.Ordinal) == true
            ? Fault(ErrorSentence.Of(exception)) is { } fault ? $"{fault}: {exception}" : null
            : $"no refusal: {exception}";

    /// <summary>What is wrong with a sentence of a refusal; null where nothing is.</summary>
    /// <remarks>It may quote what a file holds, control codes among it: those are taken out where sentences are shown.</remarks>
    public static string? Fault(string sentence) =>
        sentence.Length is < 10 or > 4000 ? "too short or too long"
        : sentence[^1] is not ('.' or '?' or '"' or ')' or '…') ? "no full stop"
        : Raw().Match(sentence) is { Success: true } raw ? $"\"{raw.Value}\" of .NET"
        : null;

    /// <summary>Sees that all reasons of rejections are sentences.</summary>
    /// <returns>The rejections, as a part of an answer.</returns>
    public static string Of(RejectLog rejects)
    {
        foreach (string sentence in rejects.Examples.Select(entry => entry.Reason).Concat(rejects.Notes))
        {
            if (Fault(sentence) is { } fault)
                throw new InvalidOperationException($"A reason is {fault}: {sentence}");
        }

        return $"{rejects.Total} rejected: {string.Join('|', rejects.Examples.Select(entry => $"{entry.Name}: {entry.Reason}"))} "
            + $"{string.Join('|', rejects.Notes)}";
    }

    // The words of .NET's own exceptions: of arithmetic, indices, collections and its notation of JSON.
    [GeneratedRegex(@"Index was outside|Object reference|Arithmetic operation|Nullable object|Sequence contains|Specified argument|"
        + @"The given key|Parameter '|LineNumber|BytePosition"
        + @"|Value cannot be null|Unable to read beyond|Unable to cast|Non-negative number|Exception of type|Operation is not valid|was not in a correct format|"
        + @"Stream was|Array dimensions|Insufficient memory|Hash entry|capacity|System\.|Arg_|Overflow")]
    private static partial Regex Raw();
}
