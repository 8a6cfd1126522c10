using System.Text;
using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Text;

public sealed class SafeTextTests
{
    [Test]
    public void No_character_that_steers_is_left_in_any_form_and_all_others_are()
    {
        for (int letter = 0; letter <= char.MaxValue; letter++)
        {
            if (char.IsSurrogate((char)letter))
                continue;
            string text = $"a{(char)letter}b";
            bool steers = char.IsControl((char)letter)
                || letter is 0x061c or 0x200e or 0x200f or 0x2028 or 0x2029 or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069);
            string shown = SafeText.OneLine(text);
            Assert.That(shown, Is.EqualTo(letter is '\t' or '\n' or '\r' ? "a b" : steers ? "a\ufffdb" : text), $"U+{letter:X4}");
            string json = Json(text);
            Assert.That(json.Any(each => SafeText.Steers(each)), Is.False, $"U+{letter:X4}");
            Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("text").GetString(), Is.EqualTo(text), $"U+{letter:X4} is the same when it is read");
        }
    }

    [Test]
    public void Letters_of_all_languages_stay_readable_in_json() =>
        Assert.That(Json("Größe कुर्ता 婚纱 t-shirt & <b> 'co'"), Is.EqualTo("""{"text":"Größe कुर्ता 婚纱 t-shirt & <b> 'co'"}"""));

    [Test]
    public void Halves_of_letters_are_replaced()
    {
        foreach ((string text, string shown) in ((string, string)[])[("\ud83d", "\ufffd"), ("x\udc57", "x\ufffd"), ("\ud83d\udc57", "\ud83d\udc57"),
            ("\udc57\ud83d", "\ufffd\ufffd")])
            Assert.That(SafeText.OneLine(text), Is.EqualTo(shown));
    }

    [Test]
    public void Markup_is_text_in_a_page_and_in_markdown()
    {
        Assert.That(SafeText.Html("</bdi><script>alert(\"1\")</script>\u202e"),
            Is.EqualTo("&lt;/bdi&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\ufffd"));
        Assert.That(SafeText.Markdown("a|b [x](javascript:1) <img> *c* `d`\n# e"), Is.EqualTo(@"a\|b \[x\](javascript:1) &lt;img&gt; \*c\* \`d\` # e"));
    }

    static string Json(string text)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, SafeText.JsonLine))
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
