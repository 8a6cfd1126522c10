namespace MlNetFashion.Notebooks;

/// <summary>Shows values of a type as HTML in a notebook. .NET Interactive finds the members by their names.</summary>
/// <param name="html">The HTML of a value, safe to show.</param>
sealed class HtmlFormatter<T>(Func<T, string> html)
{
    public string MimeType => "text/html";

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T value)
            return false;
        writer.Write(html(value));
        return true;
    }
}
