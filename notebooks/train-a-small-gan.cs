// Train a small GAN and watch it learn: one network draws garments from noise, another tells drawn ones from real ones.
//   dotnet run train-a-small-gan.cs                On Windows take libtorch-cpu-win-x64, on a Mac libtorch-cpu-osx-arm64.
#:package MlNetFashion.Training@1.0.0
#:package libtorch-cpu-linux-x64@2.10.0
#:package Microsoft.ML.OnnxRuntime@1.32.0

using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

const int Side = 24, Batch = 64, Noise = 32, Steps = 2500;
TorchLibrary.EnsureLoaded();
string folder = Directory.CreateTempSubdirectory("fashion-").FullName;

// Dresses, T-shirts and trousers of the sample catalogue, grey, −1 to 1.
string[] kinds = ["dress", "t-shirt", "trousers"];
float[][] real =
    [.. SampleCatalogue.Draw(1500).Where(entry => kinds.Contains(entry.Item.Attributes["garment"])).Select(entry => Grey(entry.Picture.Decode()))];

random.manual_seed(1);
set_num_threads(1); // networks so small are faster on one
var generator = nn.Sequential(nn.Linear(Noise, 128), nn.LeakyReLU(0.2), nn.Linear(128, 256), nn.BatchNorm1d(256), nn.LeakyReLU(0.2),
    nn.Linear(256, Side * Side), nn.Tanh());
var discriminator = nn.Sequential(nn.Linear(Side * Side, 256), nn.LeakyReLU(0.2), nn.Dropout(0.3), nn.Linear(256, 128), nn.LeakyReLU(0.2),
    nn.Linear(128, 1));
var drawing = optim.Adam(generator.parameters(), lr: 4e-4, beta1: 0.5);
var judging = optim.Adam(discriminator.parameters(), lr: 2e-4, beta1: 0.5);
Tensor pictures = tensor(real.SelectMany(pixels => pixels).ToArray()).reshape(real.Length, Side * Side); // (N, H*W)
Tensor watched = randn(24, Noise); // the same noise at every look

var curves = new TrainingCurves();
for (int step = 1; step <= Steps; step++)
{
    using var scope = NewDisposeScope();
    Tensor some = pictures[randint(real.Length, Batch)]; // (B, H*W)
    Tensor drawn = generator.forward(randn(Batch, Noise));
    judging.zero_grad();
    Tensor judged = nn.functional.softplus(-discriminator.forward(some)).mean() + nn.functional.softplus(discriminator.forward(drawn.detach())).mean();
    judged.backward();
    judging.step();
    drawing.zero_grad();
    Tensor fooled = nn.functional.softplus(-discriminator.forward(drawn)).mean();
    fooled.backward();
    drawing.step();
    if (step % 25 == 0)
        curves.Add(step, ("generator", fooled.item<float>()), ("discriminator", judged.item<float>()));
    if (step is 1 or 100 or 400 || step % 500 == 0)
    {
        Sheet(Drawn(), columns: 12, scale: 2).Save(Path.Combine(folder, $"step-{step:D4}.png"));
        Console.WriteLine($"step {step}: generator {fooled.item<float>():F2}, discriminator {judged.item<float>():F2}");
    }
}

curves.Draw().Save(Path.Combine(folder, "curves.png"));

// The generator as an ONNX file, with the proof that the file draws what the module draws.
generator.eval();
Console.WriteLine(OnnxExporter.Export(
    generator, [new OnnxInput("Noise", randn(2, Noise), "N")], Path.Combine(folder, "generator.onnx"), new OnnxExportOptions { Outputs = ["Picture"] }));
Console.WriteLine($"Pictures, curves and the model are in {folder}");

float[] Drawn()
{
    using var scope = NewDisposeScope();
    using var still = no_grad();
    generator.eval();
    float[] pixels = generator.forward(watched).data<float>().ToArray();
    generator.train();
    return pixels;
}

// The mean of blocks of pixels.
static float[] Grey(RgbImage picture)
{
    float[] pixels = new float[Side * Side];
    for (int i = 0; i < pixels.Length; i++)
    {
        int left = i % Side * picture.Width / Side, right = (i % Side + 1) * picture.Width / Side, sum = 0, count = 0;
        for (int y = i / Side * picture.Height / Side; y < (i / Side + 1) * picture.Height / Side; y++)
        {
            for (int x = left; x < right; x++, count += 3)
            {
                ReadOnlySpan<byte> pixel = picture.Pixels.AsSpan((y * picture.Width + x) * 3, 3);
                sum += pixel[0] + pixel[1] + pixel[2];
            }
        }

        pixels[i] = sum / (count * 127.5f) - 1;
    }

    return pixels;
}

static RgbImage Sheet(float[] pixels, int columns, int scale)
{
    int count = pixels.Length / (Side * Side), cell = Side * scale;
    var sheet = new RgbImage(columns * cell, count / columns * cell);
    for (int i = 0; i < sheet.Width * sheet.Height; i++)
    {
        int x = i % sheet.Width, y = i / sheet.Width, picture = y / cell * columns + x / cell;
        float value = pixels[picture * Side * Side + y % cell / scale * Side + x % cell / scale];
        sheet.Pixels.AsSpan(3 * i, 3).Fill((byte)((value + 1) * 127.5f));
    }

    return sheet;
}
