using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Text;

public sealed class JsonFaultTests
{
    [TestCase("{\n\"a\": [1, \"x\"]}", "something there is not what it should be, at a[1], line 2")]
    [TestCase("{\"a\": [1 2]}", "'2' is invalid after a value. Expected either ',', '}', or ']', at a[1], line 1")]
    [TestCase("[]", "something there is not what it should be, line 1")]
    public void The_reason_names_the_place_and_no_type_of_dot_net(string json, string reason)
    {
        JsonException fault = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<string, int[]>>(json))!;
        Assert.That(JsonFault.Reason(fault), Is.EqualTo(reason));
    }

    [Test]
    public void Long_names_are_cut_off()
    {
        JsonException fault = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<string,
            int>>($"{{\"{new string('a', 5000)}\": \"x\"}}"))!;
        Assert.That(JsonFault.Reason(fault), Has.Length.LessThan(500).And.EndsWith("…, line 1"));
    }

    [Test]
    public void Other_exceptions_keep_their_words() => Assert.That(JsonFault.Reason(new InvalidOperationException("It is half a character.")),
        Is.EqualTo("It is half a character"));
}
