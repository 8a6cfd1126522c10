using MlNetFashion.Training.Engine;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Engine;

public sealed class MuonTests
{
    [TestCase(6, 6)]
    [TestCase(5, 40)]
    [TestCase(40, 5)]
    public void TheStepOfAMatrixHasSingularValuesNearOneAndItsDirections(int rows, int columns)
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(1);
        Tensor matrix = randn(rows, columns), orthogonal = Muon.Orthogonal(matrix);
        (Tensor u, Tensor values, Tensor vh) = linalg.svd(matrix, fullMatrices: false);
        float[] own = [.. linalg.svdvals(orthogonal).data<float>()];
        Assert.That(own, Has.All.InRange(0.5, 1.3));
        // In the directions of the matrix it is about the identity: nothing is turned.
        Tensor within = u.t().matmul(orthogonal).matmul(vh.t());
        Assert.That((within - within.diagonal().diag()).abs().max().item<float>(), Is.LessThan(0.02));
        Assert.That(values[0].item<float>(), Is.GreaterThan(values[-1].item<float>() * 1.5), "the matrix itself is far from it");
    }

    [Test]
    public void AStepIsAsLongAsOneOfAdamsAndOtherParametersFollowAdam()
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(1);
        const double Rate = 0.01;
        using Linear ours = nn.Linear(30, 20), theirs = nn.Linear(30, 20);
        theirs.load_state_dict(ours.state_dict());
        using var muon = new Muon(ours.parameters(), [ours.weight!], Rate, 0.9, 0.98);
        using var adam = new FusedAdam(theirs.parameters(), Rate, 0.9, 0.98);
        Tensor before = ours.weight!.clone(), input = randn(64, 30);
        foreach ((Linear layer, OptimizerHelper optimiser) in new (Linear, OptimizerHelper)[] { (ours, muon), (theirs, adam) })
        {
            optimiser.zero_grad();
            layer.forward(input).square().mean().backward();
            optimiser.step();
        }

        Assert.That(ours.bias!.equal(theirs.bias!).all().item<bool>(), "the vector has followed Adam");
        double length = (ours.weight! - before).square().mean().sqrt().item<float>();
        Assert.That(length, Is.InRange(0.15 * Rate, 0.25 * Rate), "0.2 is what Adam's steps have in the mean");
        Tensor step = (before - ours.weight!) / Rate;
        float[] values = [.. linalg.svdvals(step).data<float>()];
        Assert.That(values.Max() / values.Min(), Is.LessThan(2.5), "all directions have learned alike");
    }

    [Test]
    public void KernelsLearnAndDecay()
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(1);
        using var network = nn.Sequential(nn.Conv2d(3, 8, kernel_size: 3, padding: 1), nn.ReLU(), nn.Conv2d(8, 1, kernel_size: 3, padding: 1));
        Parameter[] kernels = [.. network.parameters().Where(parameter => parameter.dim() == 4)];
        using var muon = new Muon(network.parameters(), kernels, 0.02, 0.9, 0.98, weightDecay: 0.1);
        Tensor pictures = randn(8, 3, 6, 6), wanted = pictures.mean([1], keepdim: true);
        double first = 0, last = 0;
        for (int i = 0; i < 60; i++)
        {
            muon.zero_grad();
            Tensor loss = (network.forward(pictures) - wanted).square().mean();
            loss.backward();
            muon.step();
            last = loss.item<float>();
            first = i == 0 ? last : first;
        }

        Assert.That(last, Is.LessThan(first / 10));
    }
}
