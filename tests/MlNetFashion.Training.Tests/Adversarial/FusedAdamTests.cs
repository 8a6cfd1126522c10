using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Adversarial;

public sealed class FusedAdamTests
{
    [TearDown]
    public void OneThread() => set_num_threads(1);

    [TestCase(1)]
    [TestCase(2)]
    public void WeightsAreThoseOfTorchSharpsAdam(int threads)
    {
        // 400 x 400 is large enough to be shared among threads, 13 and 1 are no multiples of a vector.
        using nn.Module<Tensor, Tensor> ours = Network(), theirs = Network();
        theirs.load_state_dict(ours.state_dict());
        set_num_threads(threads);
        using var fused = new FusedAdam(ours.parameters(), 1e-3, 0.5, 0.999);
        using Adam plain = optim.Adam(theirs.parameters(), 1e-3, 0.5, 0.999);
        torch.random.manual_seed(2);
        for (int step = 0; step < 30; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor input = randn(8, 400);
            Train(ours, fused, input);
            Train(theirs, plain, input);
        }

        foreach ((Parameter one, Parameter other) in ours.parameters().Zip(theirs.parameters()))
            Assert.That((one - other).abs().max().item<float>(), Is.LessThan(2e-6));
    }

    [Test]
    public void ALearningRateThatIsSetIsUsed()
    {
        using nn.Module<Tensor, Tensor> network = Network();
        using var adam = new FusedAdam(network.parameters(), 1e-3, 0.5, 0.999);
        foreach (optim.ILearningRateController group in adam.ParamGroups)
            group.LearningRate = 0;
        Tensor before = network.parameters().First().clone();
        Train(network, adam, randn(8, 400));
        Assert.That(network.parameters().First().equal(before).all().item<bool>());
    }

    [Test]
    public void SavedStateGoesOnWhereItStopped()
    {
        string file = Path.GetTempFileName();
        using nn.Module<Tensor, Tensor> straight = Network(), resumed = Network();
        using var adam = new FusedAdam(straight.parameters(), 1e-3, 0.5, 0.999);
        Tensor input = randn(8, 400);
        Train(straight, adam, input);
        resumed.load_state_dict(straight.state_dict());
        adam.save_state_dict(file);
        using var other = new FusedAdam(resumed.parameters(), 1e-3, 0.5, 0.999);
        other.load_state_dict(file);
        File.Delete(file);
        Train(straight, adam, input);
        Train(resumed, other, input);
        Weights.AssertSame(straight, resumed);
    }

    static void Train(nn.Module<Tensor, Tensor> network, OptimizerHelper optimiser, Tensor input)
    {
        optimiser.zero_grad();
        network.call(input).pow(2).mean().backward();
        optimiser.step();
    }

    static Sequential Network()
    {
        torch.random.manual_seed(1);
        return nn.Sequential(nn.Linear(400, 400), nn.Tanh(), nn.Linear(400, 13), nn.Tanh(), nn.Linear(13, 1));
    }
}
