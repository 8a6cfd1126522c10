using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Torch;

public sealed class OneDnnCachesTests
{
    const string Amd = "AuthenticAMD", Intel = "GenuineIntel";

    // A cache of level 1 for data: EAX of leaf 0x8000001D on a machine that tells.
    const int DataCache = 0x121;

    [TestCase(Amd, 0x80000028, DataCache, ExpectedResult = false, Description = "a real machine")]
    [TestCase(Amd, 0x80000028, 0, ExpectedResult = true, Description = "a virtual machine with an empty leaf")]
    [TestCase(Amd, 0x8000000A, DataCache, ExpectedResult = true, Description = "a virtual machine without the leaf, where anything may be read")]
    [TestCase(Intel, 0x80000008, 0, ExpectedResult = false, Description = "Intel tells caches in another leaf, and oneDNN guesses well when that is empty")]
    public bool Caches_are_hidden_where_AMDs_leaf_names_none(string vendor, long highestLeaf, int firstCache)
    {
        return OneDnnCaches.AreHiddenBy(Ask);

        (int, int, int, int) Ask(int leaf, int cache) => (uint)leaf switch
        {
            0 => (0x10, Word(0), Word(8), Word(4)),
            0x80000000 => (unchecked((int)highestLeaf), 0, 0, 0),
            0x8000001D when cache == 0 => (firstCache, 0, 0, 0),
            _ => default,
        };

        int Word(int from) => BitConverter.ToInt32(System.Text.Encoding.ASCII.GetBytes(vendor), from);
    }

    // Where caches are hidden, oneDNN fails some of these calls and not others: hence many.
    [TestCase(8, 8, 3, 1, 7)]
    [TestCase(5, 2, 5, 2, 9)]
    public void A_transposed_convolution_is_the_sum_of_its_shifted_kernels_every_time(int from, int to, int kernel, int stride, int size)
    {
        random.manual_seed(1);
        using DisposeScope scope = NewDisposeScope();
        using var layer = nn.ConvTranspose2d(from, to, kernel_size: kernel, stride: stride, bias: false);
        Tensor x = randn(2, from, size, size);
        int large = (size - 1) * stride + kernel;
        Tensor expected = zeros(2, to, large, large);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                Tensor patch = einsum("nc,cokl->nokl", x[.., .., row, column], layer.weight!.detach());
                expected[.., .., (row * stride)..(row * stride + kernel), (column * stride)..(column * stride + kernel)] += patch;
            }
        }

        for (int call = 0; call < 100; call++)
            Assert.That((layer.forward(x) - expected).abs().max().item<float>(), Is.LessThan(1e-4), $"call {call}");
    }
}
