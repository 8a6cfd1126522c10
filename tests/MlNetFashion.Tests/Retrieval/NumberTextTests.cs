using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

public sealed class NumberTextTests
{
    [TestCase("49.99", 49.99)]
    [TestCase("$1,299", 1299)]
    [TestCase("$1,299.50", 1299.5)]
    [TestCase("1.299,00 €", 1299)]
    [TestCase("Rs. 499", 499)]
    [TestCase("15.00 USD", 15)]
    [TestCase("EU 42", 42)]
    [TestCase("49,9", 49.9)]
    [TestCase("1'299.-", 1299)]
    [TestCase("1 299,00 kr", 1299)]
    [TestCase("-5", -5)]
    [TestCase("7", 7)]
    public void NumbersAreReadAsShopsWriteThem(string text, double number) => Assert.That(NumberText.Read(text), Is.EqualTo(number));

    [TestCase("")]
    [TestCase("M")]
    [TestCase("12-14")]
    [TestCase("2 for 10")]
    [TestCase("Summer 2012 collection")]
    public void WhatIsNoNumberIsNone(string text) => Assert.That(NumberText.Read(text), Is.Null);
}
