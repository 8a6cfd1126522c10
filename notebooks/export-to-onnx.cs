// Export any TorchSharp module to ONNX, compare the file with the module, and make it smaller.
//   dotnet run export-to-onnx.cs                   On Windows take libtorch-cpu-win-x64, on a Mac libtorch-cpu-osx-arm64.
#:package MlNetFashion.Onnx@1.0.0
#:package libtorch-cpu-linux-x64@2.10.0
#:package Microsoft.ML.OnnxRuntime@1.32.0

using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

TorchLibrary.EnsureLoaded();
string folder = Directory.CreateTempSubdirectory("onnx-").FullName;

// A Sequential needs nothing but names.
var classifier = nn.Sequential(
    ("conv1", nn.Conv2d(3, 32, 3, padding: 1)), ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
    ("conv2", nn.Conv2d(32, 64, 3, padding: 1)), ("relu2", nn.ReLU()), ("pool2", nn.AdaptiveAvgPool2d([1, 1])),
    ("flat", nn.Flatten()), ("head", nn.Linear(64, 10)));
Console.WriteLine(OnnxExporter.Export(classifier, [new OnnxInput("Image", randn(2, 3, 64, 64), "N")], Path.Combine(folder, "classifier.onnx"),
    new OnnxExportOptions { Outputs = ["Scores"] }));

// A module of one's own is written over Value; batch and length are free in the file.
string text = Path.Combine(folder, "sentence.onnx");
OnnxInput[] example =
[
    new("InputIds", randint(0, 1000, [2, 8], dtype: ScalarType.Int64), "N", "T"),
    new("AttentionMask", ones([2, 8], dtype: ScalarType.Int64), "N", "T"),
];
Console.WriteLine(OnnxExporter.Export(new SentenceEncoder(), example, text, new OnnxExportOptions { Outputs = ["Embedding"] }));
Console.WriteLine(OnnxModel.Load(text));

// Weights in 8 bits: size, speed, and how near the results are.
Dictionary<string, Tensor>[] sentences = [.. Enumerable.Range(0, 4).Select(_ => new Dictionary<string, Tensor>
{
    ["InputIds"] = randint(0, 1000, [8, 16], dtype: ScalarType.Int64),
    ["AttentionMask"] = ones([8, 16], dtype: ScalarType.Int64),
})];
OnnxModel small = OnnxQuantiser.Dynamic(OnnxModel.Load(text));
Console.WriteLine(OnnxQuantiser.Compare(OnnxModel.Load(text), small, sentences));
Console.WriteLine($"The files are in {folder}");

sealed class SentenceEncoder : nn.Module<Value, Value, Value>
{
    readonly Embedding words;
    readonly Linear gate, project;

    public SentenceEncoder() : base(nameof(SentenceEncoder))
    {
        words = nn.Embedding(1000, 128);
        gate = nn.Linear(128, 256);
        project = nn.Linear(128, 128);
        RegisterComponents();
    }

    public override Value forward(Value ids, Value mask)
    {
        Value x = gate.call(words.call(ids)).glu();                         // (N, T, D)
        Value weights = mask.unsqueeze(-1).to(ScalarType.Float32);          // (N, T, 1)
        Value mean = (x * weights).sum(1) / weights.sum(1).clamp(min: 1);   // (N, D)
        return project.call(mean).normalize();
    }
}
