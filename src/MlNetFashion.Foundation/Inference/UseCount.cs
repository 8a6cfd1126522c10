namespace MlNetFashion.Inference;

/// <summary>Counts who is at work with something that can be closed. Closing turns newcomers away
/// at once; it takes place when the last who is at work is done.</summary>
/// <param name="close">Called once.</param>
/// <param name="refusal">What newcomers are told.</param>
sealed class UseCount(Action close, string refusal)
{
    readonly Lock _lock = new();
    readonly AsyncLocal<bool> _isInside = new();
    int _users;
    bool _isClosing;

    /// <summary>Begins work; disposing the result ends it. Work within work, on whatever threads, is part of it.</summary>
    /// <exception cref="ObjectDisposedException">It is closed, or about to be.</exception>
    public Work Begin()
    {
        if (_isInside.Value)
            return default;
        lock (_lock)
        {
            Require();
            _users++;
        }

        _isInside.Value = true;
        return new Work(this);
    }

    /// <summary>Turns newcomers away.</summary>
    /// <exception cref="ObjectDisposedException">It is closed, or about to be, and the caller is not at work with it.</exception>
    public void Require()
    {
        if (_isClosing && !_isInside.Value)
            throw new ObjectDisposedException(null, refusal);
    }

    /// <summary>Closes it now or when the last work is done; again and again is once.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosing)
                return;
            _isClosing = true;
            if (_users > 0)
                return;
        }

        close();
    }

    void End()
    {
        _isInside.Value = false;
        lock (_lock)
        {
            if (--_users > 0 || !_isClosing)
                return;
        }

        close();
    }

    /// <summary>Work under way.</summary>
    public readonly struct Work : IDisposable
    {
        readonly UseCount? _of;

        internal Work(UseCount of) => _of = of;

        /// <summary>It is done.</summary>
        public void Dispose() => _of?.End();
    }
}
