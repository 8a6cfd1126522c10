using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Tests.Commands;

[NonParallelizable]
public sealed class TrainAndExportTests
{
    [Test]
    public void Models_are_trained_exported_and_searched_with()
    {
        using TemporaryFolder folder = new();
        JsonElement[] reports = ToolRun.Of("train", "embedding", "--preset", "tiny", "--steps", "4", "--seed", "5", "--out", folder["embedding"], "--json")
            .Succeeded().Json;
        Assert.That(reports.Select(report => report.GetProperty("steps").GetInt32()), Is.All.EqualTo(4));
        ToolRun again = ToolRun.Of("train", "embedding", "--preset", "tiny", "--out", folder["embedding"]);
        Assert.That((again.Code, again.ErrorLine),
            Is.EqualTo((ExitCode.Failed,
                $"\"{folder["embedding"]}\" holds a run that has come to step 4. Go on with it (--resume), or choose another folder (--out).")));
        ToolRun.Of("train", "embedding", "--preset", "tiny", "--steps", "5", "--seed", "5", "--out", folder["embedding"], "--resume").Succeeded();
        ToolRun.Of("train", "text", "--preset", "tiny", "--steps", "2", "--seed", "5", "--encoders", folder["embedding"], "--out", folder["text"]).Succeeded();
        ToolRun.Of("train", "generator", "--preset", "tiny", "--steps", "3", "--encoders", folder["text"], "--out", folder["generator"]).Succeeded();

        ToolRun.Of("train", "generator", "--preset", "tiny", "--steps", "1", "--encoders", folder["text"], "--from", folder["generator"], "--out",
            folder["further"]).Succeeded();
        Assert.That(ToolRun.Of("train", "text", "--encoders", folder["embedding"], "--from", folder["generator"], "--out", folder["x"]).ErrorLine,
            Does.StartWith("There is no option --from").And.EndWith("See fashion train text --help."));

        JsonElement[] files = ToolRun.Of("export", folder["text"], folder["generator"], "--out", folder["onnx"], "--json").Succeeded().Json;
        Assert.That(files.Select(file => Path.GetFileName(file.GetProperty("file").GetString())),
            Is.EquivalentTo(ModelManifest.Read(folder["onnx"]).Models.Select(model => model.File)));
        Assert.That(ModelManifest.Read(folder["onnx"]).Models.Select(model => model.Role),
            Is.EqualTo(Enum.GetValues<ModelRole>().Where(role => role != ModelRole.TextTagger)));
        Assert.That(files.Select(file => file.GetProperty("largestDifference").GetDouble()), Is.All.LessThan(1e-4));
        ModelFile encoder = ModelManifest.Read(folder["onnx"]).Find(ModelRole.TextEncoder)!;
        Assert.That((encoder.Command, encoder.Data, encoder.Seed),
            Is.EqualTo(("fashion train text --encoders RUN --preset tiny --steps 2 --seed 5", "drawn garments", 5L)));
        LearnedItems learned = encoder.Learned!.Single();
        string[] drawn = [.. TrainingSet.LoadLearned(data: null, families: 50).Items.Select(item => item.Id)];
        Assert.That((learned.Catalogue, learned.Items, learned.Sha256, learned.Afterwards),
            Is.EqualTo(("drawn garments", drawn.Length, IdFingerprint.Of(drawn), false)), "what the run read, once, though two runs read it");

        ToolRun.Of("index", "--kind", "sample", "--count", "20", "--out", folder["index"], "--models", folder["onnx"]).Succeeded();
        Assert.That(ToolRun.Of("search", "red dress", "--json", "--index", folder["index"], "--models", folder["onnx"]).Succeeded().Json.Single()
            .GetProperty("neighbours").GetArrayLength(), Is.EqualTo(10));
        Assert.That(ToolRun.Of("info", FileOf(folder["onnx"], ModelRole.Generator)).Succeeded().Output,
            Does.Contain("QueryEmbedding").And.Contain("GeneratedImage"));
    }

    [Test]
    public void Single_options_of_the_encoders_are_chosen_by_their_names_in_the_run()
    {
        using TemporaryFolder folder = new();
        ToolRun.Of("train", "embedding", "--preset", "tiny", "--steps", "1", "--with", "Training.ProxyWeight=0.25", "--out", folder["embedding"]).Succeeded();
        Assert.That(File.ReadAllText(folder["embedding/options.json"]), Does.Contain("\"ProxyWeight\": 0.25"));
        ToolRun.Of("train", "text", "--preset", "tiny", "--steps", "1", "--encoders", folder["embedding"], "--with", "Tuning.Pairs=6", "--out", folder["text"])
            .Succeeded();
        Assert.That(File.ReadAllText(folder["text/options.json"]), Does.Contain("\"Pairs\": 6").And.Contain("\"ProxyWeight\": 0.25"));
        Assert.That(ToolRun.Of("train", "embedding", "--with", "Training.Luck=1", "--out", folder["refused"]).ErrorLine, Does.Contain("ProxyWeight"));
    }

    [Test]
    public void A_generator_is_trained_by_a_strategy_and_single_options_and_the_run_says_so()
    {
        using TemporaryFolder folder = new();
        ToolRun.Of("train", "embedding", "--preset", "tiny", "--steps", "1", "--out", folder["embedding"]).Succeeded();
        ToolRun.Of("train", "generator", "--preset", "tiny", "--steps", "2", "--encoders", folder["embedding"],
            "--strategy", "triplet", "--with", "Training.TripletMargin=0.4", "--with", "Training.EncoderLearningRate=0.001", "--out", folder["generator"])
            .Succeeded();
        Assert.That(File.ReadAllText(folder["generator/options.json"]),
            Does.Contain("\"TripletMargin\": 0.4").And.Contain("\"SpectralNorm\": true").And.Contain("\"Loss\": \"Hinge\""));
        Assert.That(ToolRun.Of("info", folder["generator"], "--picture", folder["progress.png"]).Succeeded().Output,
            Does.Contain("--strategy triplet").And.Contain("step      2").And.Contain("1 sheet, of step 2"));
        Assert.That(RgbImage.Load(folder["progress.png"]).Height, Is.GreaterThan(10 * 96));
        ToolRun.Of("export", folder["embedding"], folder["generator"], "--out", folder["onnx"]).Succeeded();
        const string Command = "fashion train generator --encoders RUN --strategy triplet --with Training.TripletMargin=0.4 --with "
            + "Training.EncoderLearningRate=0.001 --preset tiny --steps 2 --seed 1";
        ModelManifest manifest = ModelManifest.Read(folder["onnx"]);
        Assert.That((manifest.Find(ModelRole.Generator)!.Command, manifest.Find(ModelRole.ImageEncoder)!.Command), Is.EqualTo((Command, Command)),
            "the image encoder learned with the generator");

        Assert.That(Refusal("generator", "--strategy", "luck"), Does.StartWith("--strategy is cross-entropy, ").And.Contain("\"luck\" was given"));
        Assert.That(Refusal("generator", "--encoders", folder["embedding"], "--with", "Training.Luck=1"), Does.Contain("TripletWeight"));
        Assert.That(Refusal("generator", "--encoders", folder["embedding"], "--with", "Training.Batch=1"), Does.Contain("Batch"));
        Assert.That(Refusal("embedding", "--strategy", "hinge"), Does.StartWith("There is no option --strategy"));
        Assert.That(Refusal("pretraining", "--with", "Training.Batch=8"), Does.Contain("Texts"));
        Assert.That(Refusal("pretraining", "--with", "Training.Texts=0"), Does.StartWith("Texts is 0, but must be 1 or more"));
        Assert.That(Refusal("text", "--encoders", folder["embedding"], "--with", "Training.Pairs=8"), Does.Contain("Set options of Tuning"));
        Assert.That(Refusal("embedding", "--preset", "small"), Does.StartWith("--preset is default or tiny, but \"small\" was given"));
        Assert.That(Directory.Exists(folder["refused"]), Is.False);

        string Refusal(string model, params string[] options) => ToolRun.Of(["train", model, .. options, "--out", folder["refused"]]).ErrorLine;
    }

    [Test]
    public void A_generator_of_large_pictures_is_trained_exported_drawn_with_and_brought_back()
    {
        using TemporaryFolder folder = new();
        string[] large = ["--preset", "tiny", "--encoders", folder["encoders"], "--with", "Generator.Widths=[8,8,8,8,4,4]", "--out", folder["generator"]];
        ToolRun.Of("train", "embedding", "--preset", "tiny", "--steps", "1", "--out", folder["encoders"]).Succeeded();
        ToolRun.Of(["train", "generator", "--steps", "2", .. large]).Succeeded();
        ToolRun.Of(["train", "generator", "--steps", "3", "--resume", .. large]).Succeeded();
        Assert.That(RgbImage.Load(folder["generator/samples-000003.png"]).Height, Is.EqualTo(10 * 128));
        JsonElement[] files = ToolRun.Of("export", folder["encoders"], folder["generator"], "--out", folder["onnx"], "--json").Succeeded().Json;
        Assert.That(files.Select(file => file.GetProperty("largestDifference").GetDouble()), Is.All.LessThan(1e-4));
        Assert.That(ModelManifest.Read(folder["onnx"]).Find(ModelRole.Generator)!.Outputs.Single().Shape, Is.EqualTo("N,3,128,128"));
        ToolRun.Of("generate", "red dress", "--count", "4", "--models", folder["onnx"], "--out", folder["sheet.png"]).Succeeded();
        Assert.That(RgbImage.Load(folder["sheet.png"]).Width, Is.GreaterThan(2 * 128));

        ToolRun.Of("import", "models", folder["onnx"], "--preset", "tiny", "--out", folder["runs"]).Succeeded();
        ToolRun.Of("export", folder["runs/generator"], "--out", folder["again"]).Succeeded();
        Assert.That(OnnxModel.Load(FileOf(folder["again"], ModelRole.Generator)).HasSameGraphAs(OnnxModel.Load(FileOf(folder["onnx"], ModelRole.Generator))));
        Assert.That(ToolRun.Of("train", "embedding", "--preset", "large", "--out", folder["x"]).ErrorLine,
            Is.EqualTo("--preset is default or tiny, but \"large\" was given. See fashion train embedding --help."));
        Assert.That(ToolRun.Of("train", "generator", "--with", "Generator.Widths=[8,8,8]", "--encoders", folder["encoders"], "--out", folder["x"]).ErrorLine,
            Does.Contain("Generator.Widths is [8,8,8]"));
    }

    [Test]
    public void A_text_encoder_starts_from_pretraining_and_the_run_says_so()
    {
        using TemporaryFolder folder = new();
        JsonElement[] reports = ToolRun.Of("train", "pretraining", "--preset", "tiny", "--steps", "2", "--out", folder["pretraining"], "--json").Succeeded()
            .Json;
        Assert.That(reports.Count(report => report.TryGetProperty("heldOutAccuracy", out _)), Is.EqualTo(2), "before the first step and after the last");
        Assert.That(ToolRun.Of("train", "pretraining", "--preset", "tiny", "--steps", "3", "--out", folder["pretraining"], "--resume").Succeeded().Output,
            Does.Contain("fashion train embedding --pretrained"));
        Assert.That(Directory.GetFiles(folder["pretraining"]).Select(Path.GetFileName), Does.Contain("curves.png").And.Some.Contains("tfevents"));

        ToolRun.Of("train", "embedding", "--preset", "tiny", "--steps", "2", "--out", folder["embedding"]).Succeeded();
        ToolRun.Of("train", "text", "--preset", "tiny", "--steps", "2", "--encoders", folder["embedding"], "--pretrained", folder["pretraining"], "--out",
            folder["text"]).Succeeded();
        ToolRun.Of("export", folder["text"], "--out", folder["onnx"]).Succeeded();
        Assert.That(ModelManifest.Read(folder["onnx"]).Find(ModelRole.TextEncoder)!.Command,
            Is.EqualTo("fashion train text --encoders RUN --pretrained RUN --preset tiny --steps 2 --seed 1"));
        Assert.That(ModelManifest.Read(folder["onnx"]).Find(ModelRole.TextEncoder)!.Learned!.Select(learned => learned.Items), Has.Some.EqualTo(50),
            "the fifty garments that pretraining read of are taken along");
        ToolRun.Of("train", "text", "--preset", "tiny", "--steps", "2", "--encoders", folder["embedding"], "--fresh", "--out", folder["fresh"]).Succeeded();
        ToolRun.Of("train", "embedding", "--preset", "tiny", "--steps", "1", "--encoders", folder["embedding"], "--pretrained", folder["pretraining"], "--out",
            folder["joint"]).Succeeded();

        Assert.That(ToolRun.Of("train", "text", "--encoders", folder["embedding"], "--fresh", "--pretrained", folder["pretraining"], "--out", folder["x"])
            .ErrorLine, Does.Contain("not both"));
        Assert.That(ToolRun.Of("train", "embedding", "--fresh", "--out", folder["x"]).ErrorLine, Does.StartWith("There is no option --fresh"));
        Assert.That(ToolRun.Of("train", "pretraining", "--encoders", folder["embedding"], "--out", folder["x"]).ErrorLine,
            Does.StartWith("There is no option --encoders"));
        Assert.That(ToolRun.Of("train", "text", "--encoders", folder["pretraining"], "--out", folder["x"]).ErrorLine, Is.EqualTo(
            $"\"{folder["pretraining"]}\" is a run of fashion train pretraining, but one of fashion train embedding, facts or text is needed. Name another folder."));
        Assert.That(ToolRun.Of("train", "text", "--encoders", folder["embedding"], "--pretrained", folder["none"], "--out", folder["x"]).ErrorLine,
            Does.StartWith($"There is no run \"{folder["none"]}\" of pretraining"));
    }

    [Test]
    public void A_composer_is_trained_alone_and_takes_the_place_of_another()
    {
        using TemporaryFolder folder = new();
        ToolRun.Of("train", "embedding", "--preset", "tiny", "--steps", "1", "--out", folder["encoders"]).Succeeded();
        ToolRun.Of("export", folder["encoders"], "--out", folder["onnx"]).Succeeded();
        ToolRun.Of("train", "composer", "--composer", "tirg", "--preset", "tiny", "--steps", "2", "--encoders", folder["encoders"], "--out", folder["tirg"])
            .Succeeded();
        JsonElement[] reports = ToolRun.Of("train", "composer", "--composer", "sum", "--preset", "tiny", "--encoders", folder["onnx"], "--out", folder["sum"],
            "--json").Succeeded().Json;
        Assert.That(reports.Single().GetProperty("step").GetInt32(), Is.Zero, "a sum has nothing to learn");

        string before = ModelManifest.Read(folder["onnx"]).Find(ModelRole.QueryComposer)!.Sha256;
        Assert.That(ToolRun.Of("export", folder["tirg"], "--out", folder["onnx"], "--json").Succeeded().Json.Single().GetProperty("largestDifference")
            .GetDouble(), Is.LessThan(1e-4));
        ModelFile composer = ModelManifest.Read(folder["onnx"]).Find(ModelRole.QueryComposer)!;
        Assert.That(composer.Sha256, Is.Not.EqualTo(before));
        Assert.That(composer.Command, Is.EqualTo("fashion train composer --composer tirg --encoders DIR --preset tiny --steps 2 --seed 1"));
        Assert.That(ToolRun.Of("train", "text", "--composer", "tirg", "--out", folder["x"]).ErrorLine, Does.StartWith("There is no option --composer"));
        Assert.That(ToolRun.Of("train", "composer", "--composer", "product", "--out", folder["x"]).ErrorLine,
            Does.StartWith("--composer is gated, text, image, sum"));
    }

    [Test]
    public void A_tagger_starts_from_pretraining_and_is_added_to_models()
    {
        using TemporaryFolder folder = new();
        ToolRun.Of("train", "pretraining", "--preset", "tiny", "--steps", "1", "--out", folder["pretraining"]).Succeeded();
        JsonElement[] reports = ToolRun.Of("train", "tagger", "--preset", "tiny", "--steps", "2", "--pretrained", folder["pretraining"], "--out",
            folder["tagger"], "--json").Succeeded().Json;
        Assert.That(reports.Count(report => report.TryGetProperty("unseenPrecision90", out _)), Is.EqualTo(1));
        ToolRun.Of("train", "tagger", "--preset", "tiny", "--steps", "3", "--out", folder["tagger"], "--resume").Succeeded();
        TinyModels.Write(folder.Path);
        Assert.That(ToolRun.Of("export", folder["tagger"], "--out", folder.Path, "--json").Succeeded().Json.Single().GetProperty("largestDifference")
            .GetDouble(), Is.LessThan(1e-4));
        ModelFile tagger = ModelManifest.Read(folder.Path).Find(ModelRole.TextTagger)!;
        Assert.That((tagger.File, tagger.Command),
            Is.EqualTo(($"text-tagger.{tagger.Sha256[..8]}.onnx", "fashion train tagger --pretrained RUN --preset tiny --steps 2 --seed 1")));
        Assert.That(ToolRun.Of("understand", "a red dress", "--models", folder.Path).Succeeded().Output, Does.Contain("Colour    red"));
    }

    [Test]
    public void A_stopped_run_keeps_its_checkpoint_and_says_how_to_go_on()
    {
        using TemporaryFolder folder = new();
        ToolRun run = ToolRun.Of(new CancellationToken(canceled: true), "train", "embedding", "--preset", "tiny", "--out", folder["run"]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
        Assert.That(run.Error, Does.StartWith($"Step 0 is kept in {folder["run"]}; go on with --resume."));
    }

    [Test]
    public void A_device_that_is_unknown_or_not_here_is_refused_before_a_run_begins()
    {
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("train", "embedding", "--preset", "tiny", "--device", "tpu", "--out", folder["run"]).ErrorLine,
            Does.StartWith("--device is cpu, cuda or mps, but \"tpu\" was given"));
        if (!OperatingSystem.IsMacOS())
        {
            ToolRun run = ToolRun.Of("train", "embedding", "--preset", "tiny", "--device", "mps", "--out", folder["run"]);
            Assert.That((run.Code, run.ErrorLine),
                Is.EqualTo((ExitCode.Failed, "The device is to be mps, but libtorch finds none: it takes a Mac with Apple silicon. Train there, or on cpu.")));
        }

        Assert.That(Directory.Exists(folder["run"]), Is.False);
        ToolRun.Of("train", "pretraining", "--preset", "tiny", "--steps", "1", "--device", "cpu", "--out", folder["run"]).Succeeded();
    }

    [Test]
    public void What_is_no_run_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("export", folder["none"], "--out", folder["onnx"]).ErrorLine, Does.StartWith($"There is no run \"{folder["none"]}\""));
        Assert.That(ToolRun.Of("export", folder.Path, "--out", folder["onnx"]).ErrorLine, Does.Contain("is a folder, but not one of a run"));
        Assert.That(ToolRun.Of("train", "generator", "--encoders", folder["none"], "--out", folder["g"]).ErrorLine,
            Does.StartWith($"There is no run \"{folder["none"]}\" of the encoders"));
        Assert.That(ToolRun.Of("train", "embedding", "--data", folder["none"], "--out", folder["e"]).ErrorLine,
            Does.StartWith($"There is no folder \"{folder["none"]}\""));
    }

    static string FileOf(string folder, ModelRole role) => Path.Combine(folder, ModelManifest.Read(folder).Find(role)!.File);
}
