namespace MlNetFashion.Training.Engine;

/// <summary>Keeps a training loop's memory flat.</summary>
static class TorchMemory
{
    // TorchSharp frees some native memory in finalizers only, which the runtime sees no need to run: the managed side is tiny.
    const int Every = 20;

    public static void Collect(int step)
    {
        if (step % Every != 0)
            return;
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
