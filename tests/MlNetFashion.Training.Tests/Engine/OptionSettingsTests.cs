using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Generator;

namespace MlNetFashion.Training.Tests.Engine;

public sealed class OptionSettingsTests
{
    static readonly GeneratorRunOptions s_options = new GeneratorRecipe().Choose(new GeneratorPlan { Encoders = "" });

    [Test]
    public void WhatIsSetIsSetAndNothingElse()
    {
        GeneratorRunOptions chosen = GeneratorRunOptions.Checkpoint.Apply(s_options,
            ["Training.TripletWeight=0.25", "Training.Adversarial.Loss=Wasserstein", "Discriminator.SpectralNorm=true", "Generator.Widths=[8,8,8,8,4]"]);
        Assert.That(chosen.Generator.Widths, Is.EqualTo((int[])[8, 8, 8, 8, 4]));
        Assert.That(chosen.Generator.HiddenSize, Is.EqualTo(s_options.Generator.HiddenSize));
        Assert.That(chosen.Training,
            Is.EqualTo(
                s_options.Training with { TripletWeight = 0.25, Adversarial = s_options.Training.Adversarial with { Loss = AdversarialLoss.Wasserstein } }));
        Assert.That(chosen.Discriminator with { Widths = s_options.Discriminator.Widths }, Is.EqualTo(s_options.Discriminator with { SpectralNorm = true }));
    }

    [TestCase("Training.Speed=3", "TripletWeight")]
    [TestCase("Learning.TripletWeight=3", "Generator, Discriminator, Training")]
    [TestCase("Training.TripletWeight.Low=3", "TripletWeight")]
    [TestCase("Training.TripletWeight=much", "TripletWeight what it cannot be")]
    [TestCase("Training.Adversarial.Loss=Least", "Loss what it cannot be")]
    [TestCase("Training", "NAME=VALUE")]
    public void WhatCannotBeSetIsRefusedWithWhatCan(string setting, string answer) =>
        Assert.That(() => GeneratorRunOptions.Checkpoint.Apply(s_options, [setting]), Throws.ArgumentException.With.Message.Contains(setting).And.Message.Contains(answer));

    [Test]
    public void OptionsOfEveryStrategyComeBackFromTheirFile()
    {
        foreach (GeneratorStrategy strategy in GeneratorStrategy.All)
        {
            GeneratorRunOptions chosen = new GeneratorRecipe().Choose(new GeneratorPlan { Encoders = "", Strategy = strategy });
            GeneratorRunOptions again = GeneratorRunOptions.Checkpoint.Apply(chosen, ["Training.Steps=77"]);
            Assert.That(again.Training, Is.EqualTo(strategy.Training with { Steps = 77 }), strategy.Name);
            Assert.That((again.Discriminator.Condition, again.Discriminator.SpectralNorm), Is.EqualTo((strategy.Condition, strategy.SpectralNorm)));
        }
    }
}
