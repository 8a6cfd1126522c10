using System.Text.Json;

namespace MlNetFashion.Training.Recipes;

/// <summary>What was measured of a model.</summary>
public abstract class Measurement
{
    private protected Measurement()
    {
    }

    /// <summary>For people, several lines.</summary>
    public abstract string ToText();

    /// <summary>For programs: the members of a JSON object.</summary>
    public abstract void WriteJson(Utf8JsonWriter json);
}
