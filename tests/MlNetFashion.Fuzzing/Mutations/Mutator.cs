using System.Buffers.Binary;
using System.Text;

namespace MlNetFashion.Fuzzing;

/// <summary>Changes inputs: bits, numbers, pieces, words, values.</summary>
sealed class Mutator(FuzzTarget target)
{
    // Where lengths and counts go wrong.
    static readonly long[] s_numbers =
        [0, 1, 2, -1, -2, 7, 8, 16, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x100000000, long.MaxValue,
            long.MinValue, 1_000_000, 1_000_000_000];

    static readonly string[] s_words =
        ["null", "true", "-1", "0", "1e999", "-1e999", "NaN", "1.5", "99999999999999999999", "2147483648", "\"\"", "[]", "{}", "[[[[[[[[", "\\ud800",
            "\\u0000", "\0", "\uFEFF", "\r\n", "\n", "\t", ",", "\"", "..", "/", "\u202E", "\u001b[2J", "é", "👗", "%s"];

    const int LongestInput = 1 << 16;

    /// <summary>An input with one to six changes.</summary>
    public byte[] Change(ref SeededNumbers numbers, IReadOnlyList<byte[]> pool)
    {
        byte[] input = numbers.Of(pool);
        int changes = 1 + numbers.Below(3) * numbers.Below(3);
        for (int i = 0; i < changes; i++)
            input = ChangeOnce(ref numbers, input, pool);
        return input.Length <= LongestInput ? input : input[..LongestInput];
    }

    byte[] ChangeOnce(ref SeededNumbers numbers, byte[] input, IReadOnlyList<byte[]> pool)
    {
        if (target.IsJson && numbers.Below(2) == 0 && JsonMutation.Change(ref numbers, input) is { } changed)
            return changed;
        int at = numbers.Below(input.Length);
        switch (numbers.Below(11))
        {
            case 0 when input.Length > 0:
                return With(input, bytes: [(byte)(input[at] ^ 1 << numbers.Below(8))], at, 1);
            case 1 when input.Length > 0:
                return With(input, [(byte)numbers.Next()], at, 1);
            case 2:
                return With(input, Number(ref numbers), at, 8);
            case 3:
                return With(input, Word(ref numbers), at, 0);
            case 4:
                return With(input, Word(ref numbers), at, numbers.Below(12));
            case 5:
                // Cut out.
                return With(input, [], at, 1 + numbers.Below(Math.Min(input.Length - at, 1 << numbers.Below(12))));
            case 6:
                // Once more, elsewhere.
                return With(input, Piece(ref numbers, input), at, 0);
            case 7:
                return input[..at];
            case 8:
                // The beginning of this and the end of another.
                byte[] other = numbers.Of(pool);
                return [.. input[..at], .. other[Math.Min(numbers.Below(2) == 0 ? at : numbers.Below(other.Length), other.Length)..]];
            case 9:
                return With(input, Digits(ref numbers), NextDigit(input, at), numbers.Below(4));
            default:
                // A run of one byte.
                return With(input, [.. Enumerable.Repeat(input.Length > 0 ? input[at] : (byte)0, 1 + numbers.Below(1 << numbers.Below(10)))], at,
                    numbers.Below(2));
        }
    }

    static byte[] With(byte[] input, byte[] bytes, int at, int instead)
    {
        // What is as long overwrites; the rest moves.
        int end = Math.Min(at + (instead == 8 ? bytes.Length : instead), input.Length);
        return [.. input.AsSpan(0, at), .. bytes, .. input.AsSpan(end)];
    }

    static byte[] Number(ref SeededNumbers numbers)
    {
        byte[] bytes = new byte[1 << numbers.Below(4)];
        long number = numbers.Of(s_numbers);
        Span<byte> wide = stackalloc byte[8];
        if (numbers.Below(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(wide, number);
            wide[..bytes.Length].CopyTo(bytes);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(wide, number);
            wide[^bytes.Length..].CopyTo(bytes);
        }

        return bytes;
    }

    byte[] Word(ref SeededNumbers numbers) =>
        Encoding.UTF8.GetBytes(target.Tokens.Count > 0 && numbers.Below(3) > 0 ? numbers.Of(target.Tokens) : numbers.Of(s_words));

    static byte[] Digits(ref SeededNumbers numbers) => Encoding.ASCII.GetBytes($"{numbers.Of(s_numbers)}");

    static byte[] Piece(ref SeededNumbers numbers, byte[] input)
    {
        int from = numbers.Below(input.Length);
        return input[from..(from + numbers.Below(Math.Min(input.Length - from, 1 << numbers.Below(10)) + 1))];
    }

    static int NextDigit(byte[] input, int at)
    {
        int found = input.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        return found < 0 ? at : at + found;
    }
}
