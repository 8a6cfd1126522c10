namespace MlNetFashion.Catalogues;

/// <summary>How near two words are, to suggest the one that was meant.</summary>
static class Spelling
{
    // Latin letters and what they are without their marks. .NET takes letters apart only with data that a program may run without.
    const string Marked = "ÀÁÂÃÄÅĀĂĄÇĆČĎĐÈÉÊËĒĖĘĚĞÌÍÎÏĪĮİŁĽÑŃŇÒÓÔÕÖØŌŐŘŔŚŞŠȘŤŢȚÙÚÛÜŪŮŰŲÝŸŹŻŽàáâãäåāăąçćčďđèéêëēėęěğìíîïīįıłľñńňòóôõöøōőřŕśşšșťţțùúûüūůűųýÿźżž";
    const string Plain = "AAAAAAAAACCCDDEEEEEEEEGIIIIIIILLNNNOOOOOOOORRSSSSTTTUUUUUUUUYYZZZaaaaaaaaacccddeeeeeeeegiiiiiiillnnnoooooooorrsssstttuuuuuuuuyyzzz";

    /// <summary>The text without marks on its letters, whether they are a part of the letter or stand after it, as macOS writes them.</summary>
    public static string WithoutMarks(string text) => text.All(char.IsAscii) ? text : string.Concat(text
        .Where(c => c is < '\u0300' or > '\u036f')
        .Select(c => Marked.IndexOf(c, StringComparison.Ordinal) is >= 0 and int at ? Plain[at] : c));

    /// <summary>The fewest letters to insert, remove or replace, without regard to case.</summary>
    public static int Distance(string left, string right)
    {
        int[] row = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
            row[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
