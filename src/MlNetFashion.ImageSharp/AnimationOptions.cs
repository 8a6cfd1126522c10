namespace MlNetFashion.ImageSharp;

/// <summary>How frames are shown.</summary>
public sealed record AnimationOptions
{
    /// <value>Milliseconds of a frame, 20 to 60,000; the default is 120. GIF knows hundredths of a second.</value>
    public int FrameMilliseconds { get; init; } = 120;

    /// <value>Milliseconds of the last frame, 20 to 60,000; the default is 1,000.</value>
    public int LastMilliseconds { get; init; } = 1000;

    /// <value>How often it is shown, 0 for without end, at most 65,535; the default is 0.</value>
    public int Repeats { get; init; }

    /// <value>Whether it goes back the way it came, without end standing still; the default is false.</value>
    public bool BackAgain { get; init; }

    /// <summary>The milliseconds of a frame.</summary>
    internal int Milliseconds(int frame, int count) => frame == count - 1 ? LastMilliseconds : FrameMilliseconds;

    /// <summary>Sees that every number is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    internal AnimationOptions Checked()
    {
        foreach (int milliseconds in (ReadOnlySpan<int>)[FrameMilliseconds, LastMilliseconds])
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 20, nameof(FrameMilliseconds));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 60_000, nameof(FrameMilliseconds));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Repeats);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Repeats, ushort.MaxValue);
        return this;
    }
}
