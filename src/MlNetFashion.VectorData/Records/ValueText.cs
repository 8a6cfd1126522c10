using System.Text.Json;

namespace MlNetFashion.VectorData;

/// <summary>Values of records as the index's attributes hold them: a string as it is, everything else as JSON writes it, without quotes.</summary>
static class ValueText
{
    public const string Supported =
        "string, bool, byte, short, int, long, float, double, decimal, Guid, DateTime, DateTimeOffset, DateOnly, TimeOnly, and arrays and lists of these";

    static readonly HashSet<Type> s_bare = [typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double),
        typeof(decimal)];
    static readonly HashSet<Type> s_quoted = [typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly)];

    public static bool IsSupported(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return IsSingle(type) || (ElementOf(type) is { } element && IsSingle(Nullable.GetUnderlyingType(element) ?? element));
    }

    public static string Write(object value) => value switch
    {
        string text => text,
        _ => JsonSerializer.Serialize(value, value.GetType()) is ['"', .. var bare, '"'] ? bare : JsonSerializer.Serialize(value, value.GetType()),
    };

    /// <exception cref="InvalidDataException">The text is no value of the type.</exception>
    public static object Read(string text, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return text;
        try
        {
            return JsonSerializer.Deserialize(s_quoted.Contains(type) ? $"\"{text}\"" : text, type)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"\"{text}\" is stored where a value of type {type.Name} is expected. Read it as a string, or write the records again.", e);
        }
    }

    static bool IsSingle(Type type) => type == typeof(string) || s_bare.Contains(type) || s_quoted.Contains(type);

    static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0] : null;
}
