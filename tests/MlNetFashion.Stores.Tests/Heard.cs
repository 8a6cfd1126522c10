namespace MlNetFashion.Tests;

/// <summary>Progress that is told where it happens, not later on another thread.</summary>
sealed class Heard(Action<int> hear) : IProgress<int>
{
    public void Report(int value) => hear(value);
}
