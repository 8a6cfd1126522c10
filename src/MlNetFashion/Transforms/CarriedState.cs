using System.Runtime.InteropServices;

namespace MlNetFashion.Transforms;

/// <summary>An object made from the text of a constant column, once for a chain and not once for each row.</summary>
/// <param name="make">Makes the object.</param>
sealed class CarriedState<T>(Func<string, T> make) where T : class
{
    readonly Lock _making = new();
    Made? _last;

    public T Get(ReadOnlyMemory<char> text)
    {
        if (Volatile.Read(ref _last) is { } made && made.IsOf(text))
            return made.Value;
        lock (_making)
        {
            if (_last is null || !_last.IsOf(text))
            {
                string key = text.ToString();
                Volatile.Write(ref _last, new Made(key, make(key)));
            }

            return _last.Value;
        }
    }

    sealed record Made(string Text, T Value)
    {
        // The column gives the same string object for every row of a chain.
        public bool IsOf(ReadOnlyMemory<char> text) =>
            MemoryMarshal.TryGetString(text, out string? source, out int start, out int length) && start == 0 && length == source.Length
                && ReferenceEquals(source, Text)
            || text.Span.SequenceEqual(Text);
    }
}
