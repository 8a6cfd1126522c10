using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Values;

/// <summary>The functional operations, each with free dimensions, against ONNX Runtime, at the oldest and the newest opset.</summary>
public sealed class FunctionTest
{
    static readonly Dictionary<string, Func<Value, Value>> s_ofOne = new()
    {
        ["add a number"] = x => x + 1.5,
        ["subtract from a number"] = x => 1 - x,
        ["negate"] = x => -x,
        ["multiply"] = x => 2 * x,
        ["divide"] = x => x / 3.0,
        ["divide a number"] = x => 1.0 / (x * x + 1),
        ["pow"] = x => x.abs().pow(1.5),
        ["remainder"] = x => x.remainder(2),
        ["floor_divide"] = x => x.floor_divide(2),
        ["clamp below"] = x => x.clamp(min: -0.5),
        ["clamp above"] = x => x.clamp(max: 0.5),
        ["exp"] = x => x.exp(),
        ["log"] = x => x.abs().log(),
        ["log1p"] = x => x.abs().log1p(),
        ["sqrt"] = x => x.abs().sqrt(),
        ["rsqrt"] = x => (x * x + 1).rsqrt(),
        ["reciprocal"] = x => (x.abs() + 1).reciprocal(),
        ["sign"] = x => x.sign(),
        ["floor"] = x => x.floor(),
        ["ceil"] = x => x.ceil(),
        ["round"] = x => x.round(),
        ["sin"] = x => x.sin(),
        ["cos"] = x => x.cos(),
        ["erf"] = x => x.erf(),
        ["square"] = x => x.square(),
        ["softmax"] = x => x.softmax(1),
        ["log_softmax"] = x => x.log_softmax(-1),
        ["gelu"] = x => x.gelu(),
        ["gelu_tanh"] = x => x.gelu_tanh(),
        ["mean"] = x => x.mean(1),
        ["mean of two"] = x => x.mean([0, -1], keepdim: true),
        ["sum"] = x => x.sum(-1, keepdim: true),
        ["amax"] = x => x.amax(1),
        ["amin"] = x => x.amin([0, 1]),
        ["prod"] = x => x.prod(-1),
        ["argmax"] = x => x.argmax(1),
        ["argmin"] = x => x.argmin(-1, keepdim: true),
        ["norm"] = x => x.norm(-1),
        ["norm 1"] = x => x.norm(1, true, 1),
        ["norm 3"] = x => x.norm(-1, false, 3),
        ["var"] = x => x.var([-1]),
        ["std"] = x => x.std([-1], unbiased: false, keepdim: true),
        ["logsumexp"] = x => x.logsumexp(1),
        ["cumsum"] = x => x.cumsum(1),
        ["normalize"] = x => x.normalize(),
        ["topk"] = x => x.topk(2).Values,
        ["any"] = x => x.gt(1).any(-1),
        ["all"] = x => x.gt(-1).all(-1),
        ["reshape"] = x => x.reshape(-1, x.size(2)),
        ["reshape apart"] = x => x.reshape(x.size(0), x.size(1), 2, -1),
        ["reshape to two free sizes"] = x => x.permute(2, 0, 1).reshape(2, x.size(0) * 3, x.size(1)),
        ["flatten"] = x => x.flatten(1),
        ["unflatten"] = x => x.unflatten(-1, 3, -1),
        ["permute"] = x => x.permute(2, 0, 1),
        ["transpose"] = x => x.transpose(0, -1),
        ["unsqueeze"] = x => x.unsqueeze(-1).unsqueeze(1),
        ["squeeze"] = x => x.mean(1, keepdim: true).squeeze(1),
        ["expand"] = x => x.mean(1, keepdim: true).expand(-1, x.size(1), -1),
        ["expand new"] = x => x.expand(3, -1, -1, -1),
        ["repeat"] = x => x.repeat(2, 1, 1, 3),
        ["slice"] = x => x.slice(2, 1, 5, 2),
        ["slice to the end"] = x => x.slice(-1, -2, long.MaxValue),
        ["slice by a size"] = x => x.slice(1, 0, x.size(1) - 1),
        ["narrow"] = x => x.narrow(2, 1, 3),
        ["select"] = x => x.select(2, 4),
        ["select the last"] = x => x.select(1, -1),
        ["index_select"] = x => x.index_select(2, tensor(new long[] { 4, 0, 4 })),
        ["split"] = x => x.split(2, -1)[1],
        ["split unevenly"] = x => x.split([1, 5], -1)[1],
        ["chunk"] = x => x.chunk(4, -1)[^1],
        ["cat"] = x => Value.cat([x, x * 2], 1),
        ["stack"] = x => Value.stack([x, x * 2], 1),
        ["tril"] = x => x.tril(),
        ["triu"] = x => x.triu(1),
        ["flip"] = x => x.flip(1, 2),
        ["roll"] = x => x.roll(1, 2),
        ["roll around and around"] = x => x.roll(13, 2),
        ["max of whole numbers and zero"] = x => (x * 3).to(ScalarType.Int64).relu(),
        ["einsum of a trace"] = x => Value.einsum("...i->...", x),
        ["roll back"] = x => x.roll(-2, 2),
        ["arange"] = x => x + Value.arange(x.size(1), ScalarType.Float32).unsqueeze(-1),
        ["full"] = x => Value.full([x.size(0), 1, 1], 2.5) + x,
        ["zeros and ones"] = x => Value.zeros(x.size(1), 1) + Value.ones(6) + x,
        ["pad"] = x => x.pad([1, 2]),
        ["pad by mirroring"] = x => x.pad([1, 2], PaddingModes.Reflect),
        ["pad around"] = x => x.pad([2, 1], PaddingModes.Circular),
        ["where"] = x => Value.where(x.gt(0), x, -x * 0.1),
        ["masked_fill"] = x => x.masked_fill(x.lt(0), double.NegativeInfinity),
        ["and or not"] = x => ((x.gt(0) & x.lt(1)) | ~x.ge(-1)) ^ x.eq(0),
        ["ne"] = x => x.round().ne(1),
        ["le"] = x => x.le(0.5),
        ["to whole numbers"] = x => x.to(ScalarType.Int64) * 2 + 1,
        ["to double"] = x => x.to(ScalarType.Float64) / 3.0,
        ["truth as numbers"] = x => x.gt(0).to(ScalarType.Float32).sum(1),
        ["a causal mask"] = x => x.matmul(x.transpose(1, 2)).masked_fill(Value.ones(x.size(1), x.size(1)).tril().eq(0), double.NegativeInfinity).softmax(-1),
        ["whole and real numbers"] = x => Value.arange(x.size(2)) * x,
        ["elu"] = x => x.elu(),
        ["prelu"] = x => x.prelu(tensor(0.3f).unsqueeze(0)),
        ["glu"] = x => x.glu(),
        ["interpolate by sizes"] = x => x.unsqueeze(1).interpolate(size: [x.size(1) * 2, 9], InterpolationMode.Bilinear),
        ["nearest exact"] = x => x.interpolate(size: [9], InterpolationMode.NearestExact),
    };

    static readonly Dictionary<string, Func<Value, Value, Value>> s_ofTwo = new()
    {
        ["add"] = (a, b) => a + b,
        ["subtract"] = (a, b) => a - b,
        ["multiply"] = (a, b) => a * b,
        ["divide"] = (a, b) => a / b,
        ["maximum"] = Value.maximum,
        ["minimum"] = Value.minimum,
        ["pow"] = (a, b) => a.abs().pow(b),
        ["broadcast"] = (a, b) => a + b.mean(1, keepdim: true),
        ["matmul"] = (a, b) => a.matmul(b.transpose(1, 2)),
        ["bmm"] = (a, b) => a.transpose(1, 2).bmm(b),
        ["einsum"] = (a, b) => Value.einsum("btd, bsd -> bts", a, b),
        ["einsum with dots"] = (a, b) => Value.einsum("...td, ...sd -> ...ts", a, b),
        ["einsum with dots over fewer dimensions"] = (a, b) => Value.einsum("...d,...d->...", a, b.mean([0, 1])),
        ["einsum without a result"] = (a, b) => Value.einsum("btd,bsd", a, b),
        ["linear with a constant that is gone when the next one is made"] = (a, _) =>
        {
            for (int i = 1; i < 4; i++)
            {
                using Tensor weight = eye(6) * i;
                a = a.linear(weight);
            }

            return a;
        },
        ["einsum of vectors"] = (a, b) => Value.einsum("ntd,d->nt", a, b.mean([0, 1])),
        ["compare"] = (a, b) => a.eq(b) | a.lt(b) | a.ge(b),
        ["gather"] = (a, b) => a.gather(1, (b.sigmoid() * 0).to(ScalarType.Int64)),
        ["attention"] = (a, b) => Value.scaled_dot_product_attention(a, b, a),
        ["attention with a mask"] = (a, b) => Value.scaled_dot_product_attention(a, b, a, b.matmul(b.transpose(1, 2)).gt(-100)),
        ["linear with a computed weight"] = (a, b) => a.linear(b.mean(0)),
    };

    static IEnumerable<string> OfOne => s_ofOne.Keys;

    static IEnumerable<string> OfTwo => s_ofTwo.Keys;

    [TestCaseSource(nameof(OfOne))]
    public void A_function_of_one_value_computes_the_same(string name) => Check(new Lambda(s_ofOne[name]), new OnnxInput("x", randn(2, 3, 6), "N", "T"));

    [TestCaseSource(nameof(OfTwo))]
    public void A_function_of_two_values_computes_the_same(string name) =>
        Check(new PairLambda(s_ofTwo[name]), new OnnxInput("a", randn(2, 3, 6), "N", "T"), new OnnxInput("b", randn(2, 3, 6), "N", "T"));

    static void Check(nn.Module module, params OnnxInput[] inputs)
    {
        foreach (int opset in (int[])[17, GraphBuilder.MaximumOpset])
        {
            OnnxModel model = OnnxExporter.ToModel(module, inputs, new OnnxExportOptions { Opset = opset });
            ParityReport report = OnnxParity.Check(module, model, inputs, cases: 3);
            Assert.That(report.LargestRelative, Is.LessThan(1e-4), $"opset {opset}: {report}");
            Assert.That(report.Cases, Has.Count.EqualTo(4));
        }
    }

    [Test]
    public void In_training_a_value_has_the_gradients_of_its_tensor()
    {
        Tensor x = randn(3, 4, requires_grad: true), y = x.detach().clone().requires_grad_();
        Value v = x;
        (v.gelu() * 2.0).softmax(-1).pow(2).sum([0, 1]).Tensor.backward();
        (nn.functional.gelu(y) * 2.0).softmax(-1).pow(2).sum().backward();
        Assert.That((x.grad! - y.grad!).abs().max().item<float>(), Is.LessThan(1e-6));
    }

    [Test]
    public void A_missing_tensor_does_not_become_a_value() => Assert.That(() => { Value _ = (Tensor)null!; }, Throws.ArgumentNullException);
}
