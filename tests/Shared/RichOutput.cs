using System.Text.RegularExpressions;
using MlNetFashion.Images;

namespace MlNetFashion.Tests;

/// <summary>What a notebook shows of a value: .NET Interactive finds everything by its name.</summary>
static partial class RichOutput
{
    /// <summary>The HTML of a value.</summary>
    public static string Of(object value)
    {
        object attribute = value.GetType().GetCustomAttributes(inherit: true).Single(found => found.GetType().Name == "TypeFormatterSourceAttribute");
        Type source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        object maker = Activator.CreateInstance(source)!;
        using var writer = new StringWriter();
        object shown = ((IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(maker, null)!)
            .First(formatter => (bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer])!);
        Assert.That(shown.GetType().GetProperty("MimeType")!.GetValue(shown), Is.EqualTo("text/html"));
        return writer.ToString();
    }

    /// <summary>The pictures that HTML holds.</summary>
    public static RgbImage[] Pictures(string html) =>
        [.. Embedded().Matches(html).Select(match => ImageCodec.Decode(Convert.FromBase64String(match.Groups[1].Value)))];

    [GeneratedRegex("base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Embedded();
}
