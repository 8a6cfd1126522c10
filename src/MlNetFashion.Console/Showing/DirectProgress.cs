namespace MlNetFashion.Tool;

/// <summary>Reports where they are made, in order; <see cref="Progress{T}"/> posts them to other threads, where the last may come first.</summary>
sealed class DirectProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
