namespace MlNetFashion.Fuzzing;

/// <summary>An input that a loader did not answer as it should.</summary>
/// <param name="Target">The loader.</param>
/// <param name="What">What happened.</param>
/// <param name="Input">The input.</param>
/// <param name="Execution">The number of the execution, from 0.</param>
sealed record Finding(string Target, string What, byte[] Input, long Execution)
{
    public override string ToString() =>
        $"{Target}, execution {Execution:N0}: {What}\n{Input.Length:N0} bytes: {Convert.ToBase64String(Input.AsSpan(0, Math.Min(Input.Length, 2000)))}";
}
