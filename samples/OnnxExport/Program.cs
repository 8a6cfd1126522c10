// Exports a network of TorchSharp's layers and one of one's own, makes them smaller, and looks into the files.
//
//   dotnet run -c Release --project samples/OnnxExport -- FOLDER
using MlNetFashion.Onnx;
using OnnxExport;
using static TorchSharp.torch;

string folder = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "onnx-export");
Directory.CreateDirectory(folder);
TorchLibrary.EnsureLoaded();

// A Sequential needs nothing but names.
using var classifier = nn.Sequential(
    ("conv1", nn.Conv2d(3, 32, 3, padding: 1)), ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
    ("conv2", nn.Conv2d(32, 64, 3, padding: 1)), ("relu2", nn.ReLU()), ("pool2", nn.AdaptiveAvgPool2d([1, 1])),
    ("flat", nn.Flatten()), ("head", nn.Linear(64, 10)));
string image = Path.Combine(folder, "classifier.onnx");
Console.WriteLine(OnnxExporter.Export(classifier, [new OnnxInput("Image", randn(2, 3, 64, 64), "N")], image, new OnnxExportOptions { Outputs = ["Scores"] }));

// A module of one's own is written over Value; batch and length are free in the file.
using SentenceEncoder encoder = new();
OnnxInput[] inputs =
[
    new("InputIds", randint(0, 1000, [2, 8], dtype: ScalarType.Int64), "N", "T"),
    new("AttentionMask", ones([2, 8], dtype: ScalarType.Int64), "N", "T"),
];
string text = Path.Combine(folder, "sentence.onnx");
Console.WriteLine(OnnxExporter.Export(encoder, inputs, text, new OnnxExportOptions { Outputs = ["Embedding"] }));

// 8-bit versions: the encoder without, the classifier with examples to measure the ranges on.
Dictionary<string, Tensor>[] sentences =
    [.. Enumerable.Range(0, 4).Select(_ =>
        new Dictionary<string, Tensor>
        {
            ["InputIds"] = randint(0, 1000, [8, 16], dtype: ScalarType.Int64),
            ["AttentionMask"] = ones([8, 16], dtype: ScalarType.Int64)
        })];
Dictionary<string, Tensor>[] images = [.. Enumerable.Range(0, 8).Select(_ => new Dictionary<string, Tensor> { ["Image"] = randn(2, 3, 64, 64) })];
OnnxModel smallText = OnnxQuantiser.Dynamic(OnnxModel.Load(text)), smallImage = OnnxQuantiser.Static(OnnxModel.Load(image), images);
smallText.Save(Path.Combine(folder, "sentence-int8.onnx"));
smallImage.Save(Path.Combine(folder, "classifier-int8.onnx"));
Console.WriteLine(OnnxQuantiser.Compare(OnnxModel.Load(text), smallText, sentences));
Console.WriteLine(OnnxQuantiser.Compare(OnnxModel.Load(image), smallImage, images));

Console.WriteLine(OnnxModel.Load(text));
File.WriteAllText(Path.Combine(folder, "sentence.txt"), OnnxModel.Load(text).ToText());
