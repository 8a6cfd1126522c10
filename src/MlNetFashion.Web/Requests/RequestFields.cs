using System.Globalization;
using System.Text.Json;
using MlNetFashion.Querying;

namespace MlNetFashion.Web;

/// <summary>What a request says, the same from a query string, a form and JSON; every bad value is answered by a sentence that says what is right.</summary>
sealed class RequestFields
{
    /// <summary>The longest text that is read: nobody's request is longer.</summary>
    public const int LongestText = 2000;

    // So many values of a list are read.
    const int MostValues = 100;

    readonly Dictionary<string, string[]> _values = new(StringComparer.Ordinal);
    readonly IReadOnlyList<RequestField> _known;

    /// <param name="known">What may be said.</param>
    public RequestFields(IReadOnlyList<RequestField> known) => _known = known;

    /// <value>Words with weights; JSON alone can say them.</value>
    public IReadOnlyList<QueryTerm> Terms { get; private set; } = [];

    /// <value>A picture as it was sent, or null.</value>
    public UploadedFile? Picture { get; set; }

    /// <summary>Takes a value, or several of a list.</summary>
    /// <exception cref="RefusedException">There is no such field, it comes twice where once is meant, or there is too much of it.</exception>
    public void Add(string name, params string?[] values)
    {
        RequestField field = _known.FirstOrDefault(each => each.Name == name || each.Alias == name)
            ?? throw new RefusedException(400, $"There is no parameter \"{Shortened(name)}\". There are: {string.Join(", ", _known.Select(each => each.Name))}.");
        string[] given = [.. values.OfType<string>().Where(value => value.Length > 0)];
        if (given.FirstOrDefault(value => value.Length > LongestText) is { } tooLong)
            throw new RefusedException(400, $"\"{name}\" has {tooLong.Length:N0} characters, but {LongestText:N0} is the most that is read. Say it in fewer words.");
        if (given.Length == 0)
            return;
        string[] all = [.. _values.GetValueOrDefault(field.Name, []), .. given];
        if (all.Length > (field.IsList ? MostValues : 1))
            throw new RefusedException(400, $"\"{name}\" was given {all.Length} times, but {(field.IsList ? $"{MostValues} times is the most" : "once is meant")}.");
        _values[field.Name] = all;
    }

    /// <summary>Takes the members of a JSON object.</summary>
    /// <exception cref="RefusedException">As in <see cref="Add(string, string?[])"/>, or a member is of another type.</exception>
    public void Add(JsonElement json)
    {
        foreach (JsonProperty member in json.EnumerateObject())
            Add(member);
    }

    /// <summary>Takes a member of a JSON object.</summary>
    /// <inheritdoc cref="Add(JsonElement)" path="/exception"/>
    public void Add(JsonProperty member)
    {
        if (member.Value.ValueKind == JsonValueKind.Null)
            return;
        if (member.NameEquals(SearchFields.Image.Name) && _known.Contains(SearchFields.Image))
            Picture = Bytes(member.Value);
        else if (member.NameEquals(SearchFields.TermsField.Name) && _known.Contains(SearchFields.TermsField))
            Terms = ReadTerms(member.Value);
        else
            Add(member.Name, member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray().Select(value => Text(member.Name, value))]
                : [Text(member.Name, member.Value)]);
    }

    /// <summary>The text of a field, or null.</summary>
    public string? Text(RequestField field) => _values.GetValueOrDefault(field.Name) is [var only] ? only : null;

    /// <summary>All values of a field.</summary>
    public IReadOnlyList<string> List(RequestField field) => _values.GetValueOrDefault(field.Name, []);

    /// <summary>A whole number.</summary>
    public int Number(RequestField field, int initial, int least, int most)
    {
        if (Text(field) is not { } text)
            return initial;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
            : throw new RefusedException(400, $"\"{field.Name}\" is a whole number from {least:N0} to {most:N0}, but \"{Shortened(text)}\" was given.");
    }

    /// <summary>A share from 0 to 1, or null.</summary>
    public float? Share(RequestField field)
    {
        if (Text(field) is not { } text)
            return null;
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float share) && share is >= 0 and <= 1 ? share
            : throw new RefusedException(400, $"\"{field.Name}\" is a number from 0 to 1, but \"{Shortened(text)}\" was given.");
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(RequestField field, bool initial = false) => Text(field)?.ToLowerInvariant() switch
    {
        null => initial,
        "true" or "1" or "yes" or "on" => true,
        "false" or "0" or "no" or "off" => false,
        var text => throw new RefusedException(400, $"\"{field.Name}\" is true or false, but \"{Shortened(text)}\" was given."),
    };

    /// <summary>One of several words.</summary>
    public T Choice<T>(RequestField field, T initial)
        where T : struct, Enum
    {
        if (Text(field) is not { } text)
            return initial;
        string[] words = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        int place = Array.IndexOf(words, text.ToLowerInvariant());
        return place >= 0 ? Enum.GetValues<T>()[place]
            : throw new RefusedException(400, $"\"{field.Name}\" is {string.Join(", ", words[..^1])} or {words[^1]}, but \"{Shortened(text)}\" was given.");
    }

    static string Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new RefusedException(400, $"\"{Shortened(name)}\" should be a value or a list of values, but is {value.ValueKind}."),
    };

    static UploadedFile Bytes(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out byte[]? bytes) ? UploadedFile.Of(bytes)
            : throw new RefusedException(400, $"\"{SearchFields.Image.Name}\" should be the bytes of a picture in base64.");

    static QueryTerm[] ReadTerms(JsonElement value) => value.ValueKind != JsonValueKind.Object
        ? throw new RefusedException(400, $"\"{SearchFields.TermsField.Name}\" should be an object of words to weights, but is {value.ValueKind}.")
        : [.. value.EnumerateObject().Take(MostValues).Select(term => term.Value.ValueKind == JsonValueKind.Number && term.Value.TryGetSingle(out float weight)
            ? new QueryTerm(term.Name, weight)
            : throw new RefusedException(400, $"\"{SearchFields.TermsField.Name}\" should give \"{Shortened(term.Name)}\" a number."))];

    static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
