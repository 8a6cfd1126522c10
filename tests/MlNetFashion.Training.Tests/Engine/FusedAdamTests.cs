using MlNetFashion.Training.Engine;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Engine;

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
        AssertLearnAlike(ours, fused, theirs, plain, steps: 30, difference: 2e-6);
    }

    [Test]
    public void MatricesDecayAsByTorchSharpsAdamWAndVectorsDoNot()
    {
        using nn.Module<Tensor, Tensor> ours = Network(), theirs = Network();
        theirs.load_state_dict(ours.state_dict());
        using var fused = new FusedAdam(ours.parameters(), 1e-2, 0.9, 0.98, weightDecay: 0.3);
        using AdamW plain = optim.AdamW(
            [
                new AdamW.ParamGroup(theirs.parameters().Where(p => p.dim() > 1), new AdamW.Options { weight_decay = 0.3 }),
                new AdamW.ParamGroup(theirs.parameters().Where(p => p.dim() <= 1), new AdamW.Options { weight_decay = 0 }),
            ],
            1e-2, 0.9, 0.98);
        AssertLearnAlike(ours, fused, theirs, plain, steps: 20, difference: 2e-5);
    }

    [Test]
    public void WhatTorchSharpComputesDecaysToo()
    {
        // 64-bit numbers are not for the one pass.
        using nn.Module<Tensor, Tensor> network = Network().to(float64);
        Tensor before = network.parameters().First().clone(), bias = network.parameters().ElementAt(1).clone();
        using var adam = new FusedAdam(network.parameters(), 1e-2, 0.9, 0.98, weightDecay: 0.5);
        Train(network, adam, zeros(8, 400, float64));
        // Without input the first layer's matrix has no gradient: what it loses is the decay alone.
        Assert.That((network.parameters().First() - before * 0.995).abs().max().item<double>(), Is.LessThan(1e-12));
        Assert.That(bias.equal(network.parameters().ElementAt(1)).all().item<bool>(), Is.False);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void WhatHasNoGradientKeepsItsWeights(bool isDouble)
    {
        using nn.Module<Tensor, Tensor> network = Network(), unused = Network();
        if (isDouble)
            unused.to(float64);
        Tensor before = unused.parameters().First().clone();
        using var adam = new FusedAdam([.. network.parameters(), .. unused.parameters()], 1e-2, 0.9, 0.98, weightDecay: 0.5);
        Train(network, adam, randn(8, 400));
        Assert.That(unused.parameters().First().equal(before).all().item<bool>());
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

    static void AssertLearnAlike(nn.Module<Tensor, Tensor> ours, OptimizerHelper fused, nn.Module<Tensor, Tensor> theirs, OptimizerHelper plain,
        int steps, double difference)
    {
        torch.random.manual_seed(2);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor input = randn(8, 400);
            Train(ours, fused, input);
            Train(theirs, plain, input);
        }

        foreach ((Parameter one, Parameter other) in ours.parameters().Zip(theirs.parameters()))
            Assert.That((one - other).abs().max().item<float>(), Is.LessThan(difference));
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
