using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MlNetFashion.Fuzzing;

/// <summary>Feeds one loader changed inputs and judges each answer.</summary>
/// <remarks>
/// Wanted is a refusal in a sentence, or an answer. It is a finding when the loader throws anything else, takes more memory than it may, answers a damaged
/// input as if it were another whole one (where the format has checksums), answers the same input otherwise the second time, or does not come back.
/// </remarks>
sealed partial class Fuzzer
{
    // What is refused for a new reason, or accepted for the first time, is changed further.
    const int LargestPool = 400;

    const int MostFindings = 20;

    readonly FuzzTarget _target;
    readonly Mutator _mutator;
    readonly ulong _seed;
    readonly List<byte[]> _pool;
    readonly HashSet<string> _intact = new(StringComparer.Ordinal), _seen = new(StringComparer.Ordinal);
    readonly List<Finding> _findings = [];
    volatile byte[] _current = [];
    long _execution;

    public Fuzzer(FuzzTarget target, ulong seed)
    {
        (_target, _seed) = (target, seed);
        _mutator = new Mutator(target);
        _pool = [.. target.Corpus];
        foreach (byte[] input in target.Corpus)
            _intact.Add(target.Read(input));
    }

    public IReadOnlyList<Finding> Findings => _findings;

    public long Executions => Interlocked.Read(ref _execution);

    public long Accepted { get; private set; }

    /// <summary>Kinds of refusal: their sentences without what is different each time.</summary>
    public int Kinds => _seen.Count;

    /// <summary>The input that is being read.</summary>
    public byte[] Current => _current;

    /// <summary>Goes on for some executions.</summary>
    public void Run(long executions)
    {
        for (long i = 0; i < executions && _findings.Count < MostFindings; i++)
        {
            var numbers = new SeededNumbers(_seed + (ulong)_execution * 0x100000001B3);
            byte[] input = _mutator.Change(ref numbers, numbers.Below(2) == 0 ? _target.Corpus : _pool);
            bool isMended = _target.Mend is not null && numbers.Below(2) == 0;
            Judge(isMended ? _target.Mend!(input) : input, isMended, isTwice: numbers.Below(16) == 0);
            Interlocked.Increment(ref _execution);
        }
    }

    /// <summary>Goes on for some time, of which only long runs are made.</summary>
    public void Run(TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time && _findings.Count < MostFindings)
            Run(executions: 100);
    }

    /// <summary>Reads an input as it is.</summary>
    public void Judge(byte[] input, bool isMended, bool isTwice)
    {
        _current = input;
        long before = GC.GetAllocatedBytesForCurrentThread();
        string? answer = Ask(input, out string refusal);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        if (taken > _target.MostMemory)
            Find($"reading took {taken:N0} bytes of memory, and {_target.MostMemory:N0} are allowed", input);
        if (answer is not null)
        {
            Accepted++;
            if (_target.IsChecked && !isMended && !_intact.Contains(answer))
                Find($"a damaged input was taken, and answers \"{Short(answer)}\"", input);
        }

        if (isTwice && Ask(input, out string again) is var second && (second, again) != (answer, refusal))
            Find($"the second answer is \"{Short(second ?? again)}\", the first was \"{Short(answer ?? refusal)}\"", input);
        if (_pool.Count < LargestPool && input.Length > 0 && _seen.Add(answer is null ? Kind(refusal) : "accepted"))
            _pool.Add(input);
    }

    string? Ask(byte[] input, out string refusal)
    {
        refusal = "";
        try
        {
            return _target.Read(input);
        }
        catch (Exception e)
        {
            if (Refusal.Fault(e) is { } fault)
                Find(fault, input);
            refusal = e.Message;
            return null;
        }
    }

    void Find(string what, byte[] input)
    {
        // One of each kind: where something is wrong, many inputs show it.
        if (!_findings.Exists(known => Kind(known.What) == Kind(what)))
            _findings.Add(new Finding(_target.Name, what, input, _execution));
    }

    // Without what is quoted from the input, numbers and names.
    static string Kind(string text) => string.Concat(Quoted().Replace(Short(text), "").Where(letter => char.IsAsciiLetterLower(letter) || letter == ' ')
        .Take(120));

    [GeneratedRegex("\"[^\"]*\"|'[^']*'")]
    private static partial Regex Quoted();

    static string Short(string text) => text.Length <= 600 ? text : text[..600];
}
