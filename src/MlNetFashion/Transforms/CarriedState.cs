using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlNetFashion.Transforms;

/// <summary>Objects made from the text of a constant column, once for each loaded chain and not once for each row.</summary>
/// <param name="make">Makes the object.</param>
sealed class CarriedState<T>(Func<string, T> make) where T : class
{
    // The column gives the same string object for every row of a chain; when the chain is gone, so is the object.
    readonly ConditionalWeakTable<string, T> _made = [];

    public T Get(ReadOnlyMemory<char> text)
    {
        bool whole = MemoryMarshal.TryGetString(text, out string? source, out int start, out int length) && start == 0 && length == source.Length;
        return _made.GetValue(whole ? source! : string.Intern(text.ToString()), key => make(key));
    }
}
