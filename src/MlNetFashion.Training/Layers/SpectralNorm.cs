using static TorchSharp.torch;

namespace MlNetFashion.Training.Layers;

/// <summary>Estimates a weight's largest singular value by power iteration, one step a call, and divides the weight by it (Miyato et al., 2018).</summary>
/// <remarks>The left vector is a buffer of the layer: it is saved with the weights, so that a resumed run goes on with the same estimate.</remarks>
static class SpectralNorm
{
    /// <summary>A first left vector.</summary>
    public static Tensor Start(long rows) => nn.functional.normalize(randn(rows), dim: 0);

    /// <summary>The weight with a largest singular value of about 1.</summary>
    /// <param name="weight">(rows, …), seen as a matrix of that many rows.</param>
    /// <param name="left">The left vector (rows), improved in place while learning.</param>
    /// <param name="learning">Whether to improve it.</param>
    public static Tensor Normalise(Tensor weight, Tensor left, bool learning)
    {
        Tensor matrix = weight.flatten(1), u, v;
        using (no_grad())
        {
            Tensor fixedMatrix = matrix.detach();
            v = nn.functional.normalize(fixedMatrix.t().mv(left), dim: 0);
            if (learning)
                left.copy_(nn.functional.normalize(fixedMatrix.mv(v), dim: 0));
            // A copy, because a later call changes the buffer before this call's gradient is taken.
            u = left.clone();
        }

        return weight / u.dot(matrix.mv(v));
    }
}
