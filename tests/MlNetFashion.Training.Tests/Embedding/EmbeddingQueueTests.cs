using MlNetFashion.Training.Embedding;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Embedding;

public sealed class EmbeddingQueueTests
{
    [Test]
    public void TheNewestStandFirstAndTheOldestGo()
    {
        using DisposeScope _ = NewDisposeScope();
        using var queue = new EmbeddingQueue(length: 5, dimension: 2);
        Assert.That(queue.Rows, Is.Empty);
        queue.Add(Rows(1, 2, 3), [11, 12, 13]);
        Assert.That((queue.Rows, queue.Newest(3)[.., 0].data<float>().ToArray()), Is.EqualTo((new[] { 11, 12, 13 }, new float[] { 1, 2, 3 })));
        queue.Add(Rows(4, 5, 6), [14, 15, 16]);
        Assert.That((queue.Rows, queue.Newest(5)[.., 0].data<float>().ToArray()),
            Is.EqualTo((new[] { 14, 15, 16, 11, 12 }, new float[] { 4, 5, 6, 1, 2 })));
    }

    [Test]
    public void ItComesBackFromACheckpointAndNothingIsLearnedThroughIt()
    {
        using DisposeScope _ = NewDisposeScope();
        using var queue = new EmbeddingQueue(length: 4, dimension: 2);
        using var again = new EmbeddingQueue(length: 4, dimension: 2);
        Tensor learned = Rows(7, 8).requires_grad_();
        queue.Add(learned * 2, [3, 0]);
        Assert.That(queue.Newest(2).requires_grad, Is.False);
        string file = Path.GetTempFileName();
        queue.save(file);
        again.load(file);
        File.Delete(file);
        Assert.That((again.Rows, again.Newest(2).data<float>().ToArray()), Is.EqualTo((new[] { 3, 0 }, new float[] { 14, 14, 16, 16 })));
    }

    static Tensor Rows(params float[] values) => tensor(values).unsqueeze(1).expand(-1, 2).clone();
}
