namespace MlNetFashion.Tests;

/// <summary>Collects and finalises on a thread of its own for as long as it lasts: whatever may be collected is.</summary>
sealed class RestlessCollector : IDisposable
{
    readonly Thread _thread;
    volatile bool _isOver;

    public RestlessCollector()
    {
        _thread = new Thread(Collect) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }

    void Collect()
    {
        while (!_isOver)
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
        }
    }
}
