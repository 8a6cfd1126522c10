namespace MlNetFashion.Training.Safetensors;

/// <summary>Sizes and kinds of the types.</summary>
static class SafetensorsTypes
{
    public static int Size(this SafetensorsType type) => type switch
    {
        SafetensorsType.I64 => 8,
        SafetensorsType.F32 or SafetensorsType.I32 => 4,
        SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        _ => 1,
    };

    public static bool IsFloat(this SafetensorsType type) => type is SafetensorsType.F32 or SafetensorsType.F16 or SafetensorsType.BF16;

    /// <summary>The type of a name, which is compared exactly: a number such as "3" is no name.</summary>
    public static SafetensorsType? Find(string name) =>
        Enum.GetValues<SafetensorsType>().Where(type => type.ToString() == name).Select(type => (SafetensorsType?)type).FirstOrDefault();
}
